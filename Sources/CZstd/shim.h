/* The system's zstd: nothing but its own header. */
#ifndef VIGIE_CZSTD_SHIM_H
#define VIGIE_CZSTD_SHIM_H

#include <zstd.h>

#endif
