package dev.tandem.sip.admission;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.RequestText;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A well-formed request to a test, of which it changes what it is about. */
public final class SampleRequest {

    private final String method;
    private final List<String> lines = new ArrayList<>();
    private String startLine;
    private String body = "";
    private String source = "192.0.2.1";
    private Optional<String> transport = Optional.empty();
    private Optional<String> flow = Optional.empty();
    private Optional<AddressOfRecord> flowUser = Optional.empty();

    private SampleRequest(String method, String uri) {
        this.method = method;
        startLine = method + " " + uri + " SIP/2.0";
        lines.add("Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1");
        lines.add("From: <sip:+13125550199@192.0.2.1>;tag=1");
        lines.add("To: <" + uri + ">");
        lines.add("Call-ID: a@192.0.2.1");
        lines.add("CSeq: 1 " + method);
        lines.add("Max-Forwards: 70");
        lines.add("Contact: <sip:+13125550199@192.0.2.1>");
    }

    public static SampleRequest of(String method, String uri) {
        return new SampleRequest(method, uri);
    }

    public SampleRequest startLine(String text) {
        startLine = text;
        return this;
    }

    /** Replaces all lines of a header by others. */
    public SampleRequest with(String name, String... values) {
        lines.removeIf(line -> line.startsWith(name + ":"));
        for (String value : values) {
            lines.add(name + ": " + value);
        }
        return this;
    }

    public SampleRequest body(String type, String text) {
        body = text;
        return with("Content-Type", type);
    }

    public SampleRequest from(String address) {
        source = address;
        return this;
    }

    public SampleRequest over(String flowId, AddressOfRecord user) {
        flow = Optional.of(flowId);
        flowUser = Optional.of(user);
        return this;
    }

    public SampleRequest overConnection(String flowId) {
        flow = Optional.of(flowId);
        return this;
    }

    /** By a transport without a user behind it. */
    public SampleRequest by(String name) {
        transport = Optional.of(name);
        return this;
    }

    public String method() {
        return method;
    }

    public RequestText view() {
        String text = startLine + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
        String usual = flowUser.isPresent() ? "ws" : flow.isPresent() ? "tcp" : "udp";
        return MessageText.of(text.getBytes(StandardCharsets.UTF_8))
                .asRequest(new InetSocketAddress(source, 5060), transport.orElse(usual), flow, flowUser);
    }
}
