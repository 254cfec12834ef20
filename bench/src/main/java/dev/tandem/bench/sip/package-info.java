/** What a call and a registration cost the packaged gateway, beside kamailio in the same run; sipp is both far ends. */
@NullMarked
package dev.tandem.bench.sip;

import org.jspecify.annotations.NullMarked;
