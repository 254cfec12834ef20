package dev.tandem.sip.admission;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A request read from its text; the start line is cut at its first and last space. */
record ReceivedRequest(
        MessageText text,
        InetSocketAddress source,
        String transport,
        Optional<String> flow,
        Optional<AddressOfRecord> flowUser)
        implements RequestView {

    @Override
    public String method() {
        String line = text.startLine();
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    @Override
    public String requestUri() {
        String line = text.startLine().stripTrailing();
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        return first < last ? line.substring(first, last).strip() : "";
    }

    @Override
    public String version() {
        String line = text.startLine().stripTrailing();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    @Override
    public List<String> headers(String name) {
        return text.headers(name);
    }

    @Override
    public int bodyBytes() {
        return text.bodyBytes();
    }
}
