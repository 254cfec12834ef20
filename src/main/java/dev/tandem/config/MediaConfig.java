package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code tandem.media.*}. */
public interface MediaConfig {

    /** Advertised address. */
    @About(
            unit = "IP address",
            value = "Address put into SDP. Unset: the local address facing each peer; set it behind NAT.")
    Optional<String> address();

    /** RTP ports. */
    @WithDefault("40000-49999")
    @About(unit = "port range", value = "UDP ports for RTP towards trunks and softphones, one even port a leg.")
    PortRange rtpPorts();

    /** RTP time-out. */
    @WithDefault("30s")
    @About(
            unit = "duration",
            value =
                    "A call of whose phones and trunks none has sent RTP or RTCP for so long, though none is on hold, ends."
                            + " `0` for never.")
    Duration rtpTimeout();
}
