// The parts of Cairo that Drawing uses: the core with its PNG, SVG and PDF surfaces, and fonts
// chosen by Fontconfig, whose weights are finer than Cairo's own two.
#include <cairo.h>
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <fontconfig/fontconfig.h>
