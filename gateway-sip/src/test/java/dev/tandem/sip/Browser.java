package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A browser's end of a WebSocket flow, speaking as JsSIP does. */
final class Browser {
    static final AddressOfRecord ALICE = new AddressOfRecord("5f8c", "a11ce");
    static final String CONTACT = "sip:no59juj4@8pmokmcpi3cu.invalid;transport=ws";

    final Party party;
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closes = new LinkedBlockingQueue<>();
    final Flow flow;
    private int branches;

    Browser(Party party) {
        this(party, Instant.MAX);
    }

    /** One whose token ends some time. */
    Browser(Party party, Instant until) {
        this(party, new FlowOwner(ALICE, until));
    }

    /** One with a token of somebody else, which says that it is Alice all the same. */
    Browser(Party party, AddressOfRecord owner) {
        this(party, new FlowOwner(owner, Instant.MAX));
    }

    private Browser(Party party, FlowOwner owner) {
        this.party = party;
        branches = 1_000 * party.browsers.getAndIncrement();
        flow = party.endpoint.openFlow(owner, "127.0.0.1:51000", received::add, end -> closes.add(end.name()));
    }

    /** Sends a message given by its lines, the body after an empty one. */
    void send(String... lines) {
        String text = String.join("\r\n", lines);
        int split = text.indexOf("\r\n\r\n");
        String body = split < 0 ? "" : text.substring(split + 4);
        String head = split < 0 ? text : text.substring(0, split);
        flow.received(head + "\r\nContent-Length: " + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body);
    }

    /** Sends a request of a dialog or outside of one. */
    void request(String method, String uri, String callId, int cseq, String toTag, String... more) {
        branches++;
        send(concat(
                List.of(
                        method + " " + uri + " SIP/2.0",
                        "Via: SIP/2.0/WS 8pmokmcpi3cu.invalid;branch=z9hG4bK93147" + branches,
                        "Max-Forwards: 69",
                        "To: <" + to(method, uri) + ">" + (toTag.isEmpty() ? "" : ";tag=" + toTag),
                        "From: \"Alice\" <sip:" + ALICE.userPart() + "@tandem.example>;tag=la767hbqrh",
                        "Call-ID: " + callId,
                        "CSeq: " + cseq + " " + method,
                        "Contact: <" + CONTACT + ";ob>",
                        "Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY,SUBSCRIBE",
                        "Supported: timer,ice,replaces,outbound",
                        "User-Agent: JsSIP 3.13.8"),
                more));
    }

    private static String to(String method, String uri) {
        return method.equals("REGISTER") ? "sip:" + ALICE.userPart() + "@tandem.example" : uri.replaceAll(";.*", "");
    }

    void register() {
        request("REGISTER", "sip:tandem.example", "f1pd9lmt3jj1qhma5kabk5", ++branches, "", "Expires: 120");
    }

    /** Answers a request of the endpoint. */
    void respond(String request, String status, String... more) {
        String contact = status.startsWith("1") ? "X-None: 1" : "Contact: <" + CONTACT + ">";
        String to = header(request, "To");
        send(concat(
                List.of(
                        "SIP/2.0 " + status,
                        "Via: " + header(request, "Via"),
                        "To: " + to + (to.contains("tag=") ? "" : ";tag=d4bb0sbkss"),
                        "From: " + header(request, "From"),
                        "Call-ID: " + header(request, "Call-ID"),
                        "CSeq: " + header(request, "CSeq"),
                        contact,
                        "Supported: timer,ice,replaces,outbound"),
                more));
    }

    /** The next message, which must begin like this. */
    String expect(String start) {
        String message = Party.poll(received, start);
        assertThat(message).startsWith(start);
        return message;
    }

    static String header(String message, String name) {
        return Arrays.stream(message.split("\r\n"))
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    static String tag(String value) {
        return value.replaceAll(".*;tag=([^;]+).*", "$1");
    }

    private static String[] concat(List<String> head, String... more) {
        return java.util.stream.Stream.concat(head.stream(), Arrays.stream(more))
                .toArray(String[]::new);
    }
}
