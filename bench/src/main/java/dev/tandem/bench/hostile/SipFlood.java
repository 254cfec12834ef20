package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Requests of nobody the gateway knows, each a transaction, a call and a user of its own; every other claims to know a password. */
record SipFlood(String method, int perSecond) implements Onslaught {
    private static final int STRANGERS = 250;
    private static final String CREDENTIALS = "Authorization: Digest username=\"u" + Numbered.PLACE
            + "\", realm=\"localhost\", nonce=\"" + Numbered.PLACE + "\", uri=\"sip:localhost\", response=\""
            + Numbered.PLACE.repeat(4) + "\", algorithm=MD5\r\n";

    @Override
    public String press(Target target, long untilNanos) throws IOException {
        Numbered bare = requests(false);
        Numbered claiming = requests(true);
        InetSocketAddress sip = target.address(target.ports().sip());
        try (Datagrams datagrams = new Datagrams(STRANGERS, perSecond)) {
            return method + " "
                    + datagrams.send(
                            number -> (number / STRANGERS % 2 == 0 ? bare : claiming).with(number),
                            number -> sip,
                            untilNanos);
        }
    }

    /** Its requests, prebuilt. */
    Numbered requests(boolean claiming) {
        return new Numbered(request(claiming ? CREDENTIALS : ""));
    }

    private String request(String more) {
        String id = Numbered.PLACE;
        String body = method.equals("INVITE")
                ? "v=0\r\no=- 1 1 IN IP4 127.3.0.1\r\ns=-\r\nc=IN IP4 127.3.0.1\r\nt=0 0\r\nm=audio 9000 RTP/AVP 0\r\n"
                : "";
        return method + " sip:u" + id + "@localhost SIP/2.0\r\nVia: SIP/2.0/UDP 127.3.0.1:5060;rport;branch=z9hG4bK"
                + id
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:u" + id + "@localhost>;tag=" + id + "\r\nTo: <sip:u" + id
                + "@localhost>\r\nCall-ID: h" + id + "\r\nCSeq: 1 " + method + "\r\nContact: <sip:u@127.3.0.1>\r\n"
                + more
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
