package dev.tandem.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP message as text (RFC 3261, section 7), read with no more care than a peer needs that trusts the gateway.
 *
 * @param start request or status line
 * @param headers names and values in their order, one line each
 * @param body the rest
 */
record SipMessage(String start, List<String[]> headers, String body) {
    private static final Pattern TAG = Pattern.compile(";tag=([^;>\\s]+)");
    private static final Pattern FROM_USER = Pattern.compile("sips?:([^@;>]+)@");
    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+) ");

    static SipMessage parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r\n");
        List<String[]> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.add(new String[] {
                    lines[i].substring(0, colon).trim(),
                    lines[i].substring(colon + 1).trim()
                });
            }
        }
        return new SipMessage(lines[0], headers, end < 0 ? "" : text.substring(end + 4));
    }

    boolean isResponse() {
        return start.startsWith("SIP/2.0 ");
    }

    int status() {
        return Integer.parseInt(start.substring(8, 11));
    }

    /** Of a request the method, of a response that of its request. */
    String method() {
        String cseq = header("CSeq");
        return cseq.substring(cseq.indexOf(' ') + 1).trim();
    }

    String header(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header[0].equalsIgnoreCase(name))
                .map(header -> header[1])
                .toList();
    }

    /** The user part of who sent it, such as a number. */
    String fromUser() {
        Matcher matcher = FROM_USER.matcher(header("From"));
        return matcher.find() ? matcher.group(1) : "";
    }

    boolean hasToTag() {
        return TAG.matcher(header("To")).find();
    }

    /** What a response to a request has in common with it. */
    String transaction() {
        return header("Call-ID") + " " + header("CSeq");
    }

    /** The URI of its contact. */
    String contactUri() {
        String contact = header("Contact");
        int from = contact.indexOf('<');
        return from < 0 ? contact : contact.substring(from + 1, contact.indexOf('>'));
    }

    /** Where its description wants audio. */
    Optional<Integer> audioPort() {
        Matcher matcher = AUDIO.matcher(body);
        return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }
}
