package dev.tandem.media;

import dev.tandem.media.codec.FrameEncoder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how media flows.
 *
 * @param bindAddress address RTP sockets bind; 0.0.0.0 for all
 * @param advertised address in SDP; empty: the local address facing each peer
 * @param rtpPortFirst first RTP port, even; one even port a leg, RTCP on the odd one above
 * @param rtpPortLast last port, inclusive
 * @param webRtcPort the one UDP port for all browsers; 0 for none, -1 for any free one
 * @param loops media loops, each a thread that owns conferences
 * @param opusComplexityLeast what Opus encoders go down to when their loop is busy, 0 to 10
 * @param opusComplexityMost what they try with while there is time
 * @param rtpTimeout after so long without RTP or RTCP a peer that should send is {@linkplain MediaEvent.Silent silent}; zero: never
 */
public record MediaSettings(
        InetAddress bindAddress,
        Optional<InetAddress> advertised,
        int rtpPortFirst,
        int rtpPortLast,
        int webRtcPort,
        int loops,
        int opusComplexityLeast,
        int opusComplexityMost,
        Duration rtpTimeout) {
    private static final Duration RTP_TIMEOUT = Duration.ofSeconds(30);

    /** Settings whose encoders follow the load all the way. */
    public MediaSettings(
            InetAddress bindAddress,
            Optional<InetAddress> advertised,
            int rtpPortFirst,
            int rtpPortLast,
            int webRtcPort,
            int loops) {
        this(
                bindAddress,
                advertised,
                rtpPortFirst,
                rtpPortLast,
                webRtcPort,
                loops,
                0,
                FrameEncoder.COMPLEXITY_MAX,
                RTP_TIMEOUT);
    }

    /** The same with another RTP time-out. */
    public MediaSettings silentAfter(Duration time) {
        return new MediaSettings(
                bindAddress,
                advertised,
                rtpPortFirst,
                rtpPortLast,
                webRtcPort,
                loops,
                opusComplexityLeast,
                opusComplexityMost,
                time);
    }
}
