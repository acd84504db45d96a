/* The system's zlib, for gzip files. `inflateInit2` is a macro, so Swift needs a function in its place. */
#ifndef VIGIE_CZLIB_SHIM_H
#define VIGIE_CZLIB_SHIM_H

#include <zlib.h>

/* Window of 32 KB, gzip wrapping. */
static inline int vg_inflate_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
static inline int vg_deflate_gzip(z_stream *stream) {
    return deflateInit2(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
