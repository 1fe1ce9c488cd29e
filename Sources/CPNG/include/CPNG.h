// A face on libpng that Swift can call: libpng reports errors by longjmp, which must not cross
// Swift frames, so every setjmp stays in png_bridge.c.

#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

/// One text chunk of a picture; `is_utf8` is 0 for Latin-1 (tEXt, zTXt) and 1 for iTXt.
typedef struct {
  char *key;
  char *value;
  int is_utf8;
} cpng_text;

/// A decoded picture: 4 bytes a pixel (RGBA, straight alpha), rows from the top without padding.
typedef struct {
  uint32_t width;
  uint32_t height;
  uint8_t *rgba;
  cpng_text *texts;
  size_t text_count;
} cpng_image;

/// What came of reading a picture.
typedef enum {
  CPNG_OK,
  CPNG_NOT_A_PNG,
  CPNG_TRUNCATED,
  CPNG_CORRUPT,
  CPNG_TOO_LARGE,
  CPNG_OUT_OF_MEMORY,
} cpng_result;

/// The room for libpng's words about what is wrong, with the final zero.
#define CPNG_MESSAGE_LENGTH 200

/// Decodes a whole PNG file. The image must be released in either case; width and height are set
/// as soon as the header is read.
cpng_result cpng_read(
  const uint8_t *bytes, size_t count, uint64_t max_pixels, cpng_image *image,
  char message[CPNG_MESSAGE_LENGTH]);

/// Releases what cpng_read allocated.
void cpng_release(cpng_image *image);

/// Encodes 8-bit samples with 1 (grey), 3 (RGB) or 4 (RGBA) channels. Texts are written as tEXt, or
/// as iTXt where `is_utf8` says so. Returns a buffer for the caller to free, or NULL.
uint8_t *cpng_write(
  uint32_t width, uint32_t height, int channels, const uint8_t *samples, const cpng_text *texts,
  size_t text_count, size_t *count);

#endif
