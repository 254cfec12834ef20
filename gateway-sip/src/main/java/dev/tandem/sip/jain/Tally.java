package dev.tandem.sip.jain;

import java.util.concurrent.atomic.LongAdder;

/** The counters that only grow. Any thread. */
final class Tally {
    final LongAdder messagesIn = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder dropped = new LongAdder();
}
