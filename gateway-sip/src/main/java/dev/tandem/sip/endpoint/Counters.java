package dev.tandem.sip.endpoint;

import java.util.concurrent.atomic.LongAdder;

/** The counters that only grow. Any thread. */
final class Counters {
    final LongAdder messagesIn = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder strangers = new LongAdder();
}
