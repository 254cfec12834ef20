package dev.tandem.bench.media;

import dev.tandem.media.PcmParty;

/** A party that hums and does not listen. */
enum Tone implements PcmParty {
    INSTANCE;

    private static final short[] FRAME = new short[160];

    static {
        for (int i = 0; i < FRAME.length; i++) {
            FRAME[i] = (short) (8_000 * Math.sin(2 * Math.PI * 400 * i / 8_000));
        }
    }

    @Override
    public void speak(short[] frame) {
        System.arraycopy(FRAME, 0, frame, 0, FRAME.length);
    }

    @Override
    public void hear(short[] frame) {
        // Nobody is there.
    }
}
