package dev.tandem.media.port;

import java.nio.channels.DatagramChannel;

/** The browsers' port as work of the loop that reads it. */
public final class WebRtcDuty implements MediaLoop.Reading, MediaLoop.Ticking {
    private static final int TICKS_A_SECOND = 50;

    private final WebRtcPort port;
    private int ticks;

    private WebRtcDuty(WebRtcPort port) {
        this.port = port;
    }

    /** Has {@code loop} read the port from now on. Any thread. */
    public static void give(WebRtcPort port, MediaLoop loop) {
        WebRtcDuty duty = new WebRtcDuty(port);
        port.readBy(loop);
        port.onWork(() -> loop.execute(() -> duty.readable(loop.now())));
        loop.execute(() -> {
            for (DatagramChannel channel : port.channels()) {
                loop.register(channel, duty);
            }
            loop.add(duty);
        });
    }

    @Override
    public void readable(long nowNanos) {
        port.readable(nowNanos);
    }

    @Override
    public void tick(long nowNanos) {
        if (++ticks == TICKS_A_SECOND) {
            ticks = 0;
            port.tick(nowNanos);
        }
    }
}
