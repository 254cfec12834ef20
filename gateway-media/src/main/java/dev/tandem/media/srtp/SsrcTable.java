package dev.tandem.media.srtp;

import org.jspecify.annotations.Nullable;

/** A few values by SSRC, found without boxing: a call has one or two. */
final class SsrcTable<C> {

    private final int[] ssrcs;
    private final @Nullable Object[] values;
    private int size;

    SsrcTable(int capacity) {
        ssrcs = new int[capacity];
        values = new Object[capacity];
    }

    @SuppressWarnings("unchecked") // only put() fills values
    @Nullable C get(int ssrc) {
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                return (C) values[i];
            }
        }
        return null;
    }

    boolean isFull() {
        return size == ssrcs.length;
    }

    void put(int ssrc, C value) {
        ssrcs[size] = ssrc;
        values[size++] = value;
    }
}
