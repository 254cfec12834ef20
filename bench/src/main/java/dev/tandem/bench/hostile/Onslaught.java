package dev.tandem.bench.hostile;

/** What strangers do to a gateway, bounded in count and in time. It goes on when the gateway is dead. */
interface Onslaught {

    /**
     * Does it.
     *
     * @param untilNanos by {@link System#nanoTime}
     * @return what was achieved, in words
     */
    String press(Target target, long untilNanos) throws Exception;
}
