package dev.tandem.bench.hostile;

import java.util.List;

/** Where the gateway listens: ports from a first one on, on loopback alone. */
record Ports(int first) {
    static final int COUNT = 300;
    private static final int RTP = 100;

    int http() {
        return first;
    }

    int https() {
        return first + 1;
    }

    int sip() {
        return first + 2;
    }

    int sips() {
        return first + 3;
    }

    int webrtc() {
        return first + 4;
    }

    int database() {
        return first + 5;
    }

    int rtpFirst() {
        return first + RTP;
    }

    int rtpLast() {
        return first + COUNT - 1;
    }

    List<String> properties() {
        return List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + http(),
                "-Dquarkus.http.ssl-port=" + https(),
                "-Dtandem.sip.address=127.0.0.1",
                "-Dtandem.sip.port=" + sip(),
                "-Dtandem.sip.tls-port=" + sips(),
                "-Dtandem.webrtc.port=" + webrtc(),
                "-Dtandem.media.rtp-ports=" + rtpFirst() + "-" + rtpLast());
    }
}
