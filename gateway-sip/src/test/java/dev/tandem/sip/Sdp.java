package dev.tandem.sip;

/** Session descriptions for tests; the SIP layer does not look into them. */
final class Sdp {
    private Sdp() {}

    static String of(String name) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=" + name,
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio 40000 RTP/AVP 0",
                "");
    }
}
