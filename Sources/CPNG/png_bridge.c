#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// Reading

typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t position;
  char *message;
} reader;

static void on_error(png_structp png, png_const_charp words) {
  reader *source = png_get_error_ptr(png);
  strncpy(source->message, words, CPNG_MESSAGE_LENGTH - 1);
  source->message[CPNG_MESSAGE_LENGTH - 1] = 0;
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp words) {
  (void)png;
  (void)words;
}

static void read_bytes(png_structp png, png_bytep destination, size_t length) {
  reader *source = png_get_io_ptr(png);
  if (length > source->count - source->position) png_error(png, "the file ends early");
  memcpy(destination, source->bytes + source->position, length);
  source->position += length;
}

static void expand_to_rgba(png_structp png) {
  png_set_scale_16(png);
  png_set_expand(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
}

static char *copied(const char *text) {
  size_t length = strlen(text) + 1;
  char *copy = malloc(length);
  if (copy != NULL) memcpy(copy, text, length);
  return copy;
}

static void copy_texts(png_structp png, png_infop info, cpng_image *image) {
  png_textp texts = NULL;
  int count = 0;
  png_get_text(png, info, &texts, &count);
  if (count == 0) return;
  image->texts = calloc((size_t)count, sizeof(cpng_text));
  if (image->texts == NULL) png_error(png, "out of memory");
  for (int index = 0; index < count; index++) {
    cpng_text *text = &image->texts[image->text_count++];
    text->key = copied(texts[index].key);
    text->value = copied(texts[index].text != NULL ? texts[index].text : "");
    text->is_utf8 = texts[index].compression >= PNG_ITXT_COMPRESSION_NONE;
    if (text->key == NULL || text->value == NULL) png_error(png, "out of memory");
  }
}

// The part of reading that may jump. Its arguments live in cpng_read's frame, which stays valid.
static cpng_result read_picture(
  png_structp png, png_infop info, reader *source, uint64_t max_pixels, cpng_image *image
) {
  if (setjmp(png_jmpbuf(png))) return CPNG_CORRUPT;
  png_set_read_fn(png, source, read_bytes);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_read_info(png, info);
  image->width = png_get_image_width(png, info);
  image->height = png_get_image_height(png, info);
  if ((uint64_t)image->width * image->height > max_pixels) return CPNG_TOO_LARGE;

  expand_to_rgba(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t stride = (size_t)image->width * 4;
  if (png_get_rowbytes(png, info) != stride) png_error(png, "unexpected row length");
  image->rgba = malloc(stride * image->height);
  if (image->rgba == NULL) return CPNG_OUT_OF_MEMORY;
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t row = 0; row < image->height; row++) {
      png_read_row(png, image->rgba + row * stride, NULL);
    }
  }
  png_read_end(png, info);
  copy_texts(png, info, image);
  return CPNG_OK;
}

// Says whether every chunk up to the last lies within the file. libpng would take the memory that a
// chunk claims to need before it finds the file to be shorter.
static int has_whole_chunks(const uint8_t *bytes, size_t count) {
  size_t position = 8;
  while (count - position >= 12) {
    const uint8_t *chunk = bytes + position;
    size_t length =
      (size_t)chunk[0] << 24 | (size_t)chunk[1] << 16 | (size_t)chunk[2] << 8 | chunk[3];
    if (length > count - position - 12) return 0;
    if (memcmp(chunk + 4, "IEND", 4) == 0) return 1;
    position += length + 12;
  }
  return 0;
}

cpng_result cpng_read(
  const uint8_t *bytes, size_t count, uint64_t max_pixels, cpng_image *image,
  char message[CPNG_MESSAGE_LENGTH]
) {
  memset(image, 0, sizeof *image);
  message[0] = 0;
  size_t seen = count < 8 ? count : 8;
  if (seen == 0 || png_sig_cmp(bytes, 0, seen) != 0) return CPNG_NOT_A_PNG;
  if (count < 8 || !has_whole_chunks(bytes, count)) return CPNG_TRUNCATED;

  reader source = {bytes, count, 0, message};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, on_error, on_warning);
  if (png == NULL) return CPNG_OUT_OF_MEMORY;
  png_infop info = png_create_info_struct(png);
  cpng_result result =
    info == NULL ? CPNG_OUT_OF_MEMORY : read_picture(png, info, &source, max_pixels, image);
  png_destroy_read_struct(&png, &info, NULL);
  return result;
}

void cpng_release(cpng_image *image) {
  for (size_t index = 0; index < image->text_count; index++) {
    free(image->texts[index].key);
    free(image->texts[index].value);
  }
  free(image->texts);
  free(image->rgba);
  memset(image, 0, sizeof *image);
}

// Writing

typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} writer;

static void write_bytes(png_structp png, png_bytep source, size_t length) {
  writer *target = png_get_io_ptr(png);
  if (target->count + length > target->capacity) {
    size_t capacity = (target->count + length) * 2;
    uint8_t *grown = realloc(target->bytes, capacity);
    if (grown == NULL) png_error(png, "out of memory");
    target->bytes = grown;
    target->capacity = capacity;
  }
  memcpy(target->bytes + target->count, source, length);
  target->count += length;
}

static void flush_nothing(png_structp png) { (void)png; }

static int write_picture(
  png_structp png, png_infop info, writer *target, uint32_t width, uint32_t height, int channels,
  const uint8_t *samples, const cpng_text *texts, size_t text_count
) {
  if (setjmp(png_jmpbuf(png))) return 0;
  int color_type = channels == 1 ? PNG_COLOR_TYPE_GRAY
    : channels == 3              ? PNG_COLOR_TYPE_RGB
                                 : PNG_COLOR_TYPE_RGB_ALPHA;
  png_set_write_fn(png, target, write_bytes, flush_nothing);
  png_set_compression_level(png, 9);
  png_set_IHDR(
    png, info, width, height, 8, color_type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
    PNG_FILTER_TYPE_DEFAULT);
  for (size_t index = 0; index < text_count; index++) {
    png_text text = {0};
    text.compression = texts[index].is_utf8 ? PNG_ITXT_COMPRESSION_NONE : PNG_TEXT_COMPRESSION_NONE;
    text.key = texts[index].key;
    text.text = texts[index].value;
    png_set_text(png, info, &text, 1);
  }
  png_write_info(png, info);
  for (uint32_t row = 0; row < height; row++) {
    png_write_row(png, samples + (size_t)row * width * (size_t)channels);
  }
  png_write_end(png, info);
  return 1;
}

uint8_t *cpng_write(
  uint32_t width, uint32_t height, int channels, const uint8_t *samples, const cpng_text *texts,
  size_t text_count, size_t *count
) {
  char message[CPNG_MESSAGE_LENGTH];
  reader words = {NULL, 0, 0, message};
  writer target = {NULL, 0, 0};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &words, on_error, on_warning);
  if (png == NULL) return NULL;
  png_infop info = png_create_info_struct(png);
  int written = info != NULL
    && write_picture(
      png, info, &target, width, height, channels, samples, texts, text_count);
  png_destroy_write_struct(&png, &info);
  if (!written) {
    free(target.bytes);
    return NULL;
  }
  *count = target.count;
  return target.bytes;
}
