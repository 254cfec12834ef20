package dev.tandem.bench.hostile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a gateway in one row.
 *
 * @param death its last words, if it is gone
 * @param call both directions of the call that was up
 * @param hungUp whether the gateway ended that call
 * @param answers what was asked at the attack's end, and after how many milliseconds it answered, within a second
 * @param meanwhile a new call during the attack, where it is judged
 * @param after one after it
 * @param recorded whether the record of that one was kept
 * @param before what the process held before the attack
 * @param later and within half a minute after it
 * @param heapMegabytes size of its heap
 */
record Observed(
        Optional<String> death,
        List<Reception.Way> call,
        boolean hungUp,
        Map<String, Optional<Long>> answers,
        Optional<NewCall> meanwhile,
        NewCall after,
        boolean recorded,
        Vitals before,
        Vitals later,
        int heapMegabytes) {}
