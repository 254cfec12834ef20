package dev.tandem.media.ice;

import java.net.InetSocketAddress;

/**
 * A way between the browser and us.
 *
 * @param local which of our candidates, counted from 0
 * @param remote the browser's address as we see it
 */
public record Path(int local, InetSocketAddress remote) {}
