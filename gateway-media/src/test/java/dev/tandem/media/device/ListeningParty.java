package dev.tandem.media.device;

import dev.tandem.media.PcmParty;

/** The other end of the call, inside the gateway: says one tone, listens for another. */
final class ListeningParty implements PcmParty {
    static final int SAYS_HZ = 1_000;

    private final Tone listening = new Tone(ScriptedDevice.SAYS_HZ);
    private int spoken;

    Tone listening() {
        return listening;
    }

    @Override
    public int sampleRateHz() {
        return 8_000;
    }

    @Override
    public void speak(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * SAYS_HZ * spoken++ / 8_000));
        }
    }

    @Override
    public void hear(short[] frame) {
        listening.hear(frame, frame.length, 8_000);
    }

    @Override
    public void digit(char digit) {
        // Nobody presses any.
    }

    @Override
    public char press() {
        return 0;
    }
}
