package dev.tandem.media.dtmf;

/**
 * Says digits as RFC 4733 events: an update every 20 ms with the duration so far, all with the timestamp of the start, the
 * marker on the first, and the end said three times (section 2.5.1.4). At most {@value #QUEUE_MAX} digits wait. A digit too
 * long for the field of the duration goes on in a new segment (section 2.5.1.3). Digits that travel as tones or by
 * signalling keep the same time.
 *
 * <p>Durations are counted in milliseconds here and scaled to the event clock when written.
 */
public final class DigitSender {
    static final int QUEUE_MAX = 32;
    private static final int STEP_MILLIS = 20;
    private static final int LEAST_MILLIS = 60;
    private static final int PAUSE_STEPS = 3;
    private static final int END_PACKETS = 3;
    private static final int VOLUME = 10;
    private static final int OPEN = Integer.MAX_VALUE;
    private static final int OPEN_MAX_MILLIS = 10_000;
    private static final int DURATION_MAX = 0xFFFF;

    private final int[] events = new int[QUEUE_MAX];
    private final int[] durationsMillis = new int[QUEUE_MAX];
    private int head;
    private int queued;
    private int saidMillis;
    private int segmentFromMillis;
    private int endsSaid;
    private int pause;
    private long dropped;

    /** Queues a digit of known length. */
    public void press(char digit, int durationMillis) {
        enqueue(DtmfDigits.event(digit), Math.max(LEAST_MILLIS, durationMillis));
    }

    /** Queues a digit that lasts until {@link #release}. */
    public void press(char digit) {
        enqueue(DtmfDigits.event(digit), OPEN);
    }

    private void enqueue(int event, int durationMillis) {
        if (event < 0 || queued == QUEUE_MAX) {
            dropped++;
            return;
        }
        int tail = (head + queued++) % QUEUE_MAX;
        events[tail] = event;
        durationsMillis[tail] = durationMillis;
    }

    /** Ends the digit pressed last, which has lasted so long. */
    public void release(int durationMillis) {
        int last = (head + queued + QUEUE_MAX - 1) % QUEUE_MAX;
        if (queued > 0 && durationsMillis[last] == OPEN) {
            durationsMillis[last] = Math.max(LEAST_MILLIS, durationMillis);
        }
    }

    /** Moves on by one frame; whether an event packet is due in it, instead of audio. */
    public boolean advance() {
        if (pause > 0) {
            pause--;
            return false;
        }
        if (queued == 0) {
            return false;
        }
        if (endsSaid == END_PACKETS) {
            finish();
            return false;
        }
        step();
        return true;
    }

    private void step() {
        boolean over = saidMillis >= Math.min(durationsMillis[head], OPEN_MAX_MILLIS);
        if (over) {
            endsSaid++;
        } else {
            saidMillis += STEP_MILLIS;
        }
    }

    private void finish() {
        head = (head + 1) % QUEUE_MAX;
        queued--;
        saidMillis = 0;
        segmentFromMillis = 0;
        endsSaid = 0;
        pause = PAUSE_STEPS;
    }

    /** Whether the packet due is the first of its event: it carries the marker and sets the timestamp. */
    public boolean first() {
        return saidMillis == STEP_MILLIS && endsSaid == 0;
    }

    /** The digit that is being said. */
    public char digit() {
        return DtmfDigits.ALL.charAt(events[head]);
    }

    /** Whether the packet due says the end: the digit itself is over. */
    public boolean ending() {
        return endsSaid > 0;
    }

    /** Whether the packet due is the first of those that say the end. */
    public boolean over() {
        return endsSaid == 1;
    }

    /** How long it has been said, pause not counted. */
    public int saidMillis() {
        return saidMillis;
    }

    /**
     * Begins a new segment if the duration so far would no longer fit.
     *
     * @return by how many ticks the timestamp moves on; 0 for a digit that still fits
     */
    public int segment(int clockRateHz) {
        if (ticks(saidMillis - segmentFromMillis, clockRateHz) <= DURATION_MAX) {
            return 0;
        }
        int whole = saidMillis - STEP_MILLIS - segmentFromMillis;
        segmentFromMillis += whole;
        return (int) ticks(whole, clockRateHz);
    }

    private static long ticks(int millis, int clockRateHz) {
        return (long) millis * clockRateHz / 1_000;
    }

    /** Writes the payload of the packet due. */
    public void write(byte[] payload, int clockRateHz) {
        int duration = (int) Math.min(DURATION_MAX, ticks(saidMillis - segmentFromMillis, clockRateHz));
        payload[0] = (byte) events[head];
        payload[1] = (byte) (VOLUME | (endsSaid > 0 ? 0x80 : 0));
        payload[2] = (byte) (duration >> 8);
        payload[3] = (byte) duration;
    }

    /** Digits refused: not digits, or too many waiting. */
    public long dropped() {
        return dropped;
    }
}
