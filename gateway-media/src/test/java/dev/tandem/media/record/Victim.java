package dev.tandem.media.record;

import dev.tandem.media.record.RecordingFormat.Container;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Records two voices to a WAV and an Ogg file, says after each frame which it was, and waits to be killed. */
final class Victim {
    static final int FIRST_HZ = 440;
    static final int SECOND_HZ = 1_000;

    private Victim() {}

    /** The directory is the argument. */
    public static void main(String[] arguments) {
        try (Recorder recorder = new Recorder(1)) {
            Path directory = Path.of(arguments[0]);
            Recording wav = recorder.start(
                    directory.resolve("killed.wav"), new RecordingFormat(Container.WAV, 16_000, 2), end -> {});
            Recording ogg = recorder.start(
                    directory.resolve("killed.opus"), new RecordingFormat(Container.OGG_OPUS, 16_000, 2), end -> {});
            short[] first = new short[320];
            short[] second = new short[320];
            long begin = System.nanoTime();
            for (int frame = 0; frame < 3_000; frame++) {
                tone(first, frame, FIRST_HZ);
                tone(second, frame, SECOND_HZ);
                wav.channel(0).hear(first);
                wav.channel(1).hear(second);
                ogg.channel(0).hear(first);
                ogg.channel(1).hear(second);
                System.out.println(frame);
                LockSupport.parkNanos(begin + (frame + 1) * Timeline.FRAME_NANOS - System.nanoTime());
            }
        }
    }

    static void tone(short[] out, int frame, int hertz) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * (frame * 320 + i) / 16_000));
        }
    }
}
