package dev.tandem.media.detect;

/**
 * Tells talking from background by energy: louder than a floor that follows the quietest of the last seconds. 20 ms frames;
 * any rate.
 */
public final class VoiceActivity {

    /** Digital silence, as a level. */
    private static final double SILENCE_DB = -96;

    private static final double ABOVE_FLOOR_DB = 9;
    /** Nothing quieter counts as talking, however quiet the line: -42 dBm0 is below any talker (ITU-T P.56). */
    private static final double QUIETEST_TALK_DB = -48;
    /** Nothing louder counts as background, however long it lasts. */
    private static final double LOUDEST_FLOOR_DB = -30;

    private static final double FLOOR_RISE_DB_PER_FRAME = 0.06;
    /** Gaps inside a word (a stop consonant's closure) are shorter than this. */
    private static final int HANGOVER_FRAMES = 5;

    private double floorDb = QUIETEST_TALK_DB - ABOVE_FLOOR_DB;
    private int hangoverFrames;

    /** Whether somebody talks in this frame or did a moment ago. */
    public boolean isTalking(short[] frame) {
        double levelDb = levelDb(frame);
        floorDb = levelDb < floorDb
                ? Math.max(levelDb, SILENCE_DB)
                : Math.min(floorDb + FLOOR_RISE_DB_PER_FRAME, LOUDEST_FLOOR_DB);
        if (levelDb > Math.max(floorDb + ABOVE_FLOOR_DB, QUIETEST_TALK_DB)) {
            hangoverFrames = HANGOVER_FRAMES;
            return true;
        }
        return hangoverFrames-- > 0;
    }

    /** Mean level of a frame, dB below full scale. */
    static double levelDb(short[] frame) {
        double sum = 0;
        for (short sample : frame) {
            sum += (double) sample * sample;
        }
        double rms = Math.sqrt(sum / frame.length) / Short.MAX_VALUE;
        return rms == 0 ? SILENCE_DB : 20 * Math.log10(rms);
    }
}
