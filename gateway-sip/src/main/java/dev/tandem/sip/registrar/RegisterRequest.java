package dev.tandem.sip.registrar;

import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.RequestText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a REGISTER asks for (RFC 3261, section 10.2).
 *
 * @param all whether it asks to remove every contact ({@code Contact: *})
 * @param contacts contacts to bind, refresh or remove, in order; none and not {@code all}: a query
 * @param callId its Call-ID
 * @param cseq its CSeq number
 */
record RegisterRequest(boolean all, List<Contact> contacts, String callId, long cseq) {

    /** One contact and for how long; zero removes it. */
    record Contact(NameAddr address, Duration expires) {}

    static final Duration EXPIRES_MAX = Duration.ofHours(1);

    /** Reads the headers; empty when they are malformed or contradict each other. */
    static Optional<RegisterRequest> read(RequestText request) {
        String callId = request.header("Call-ID").orElse("");
        long cseq = cseq(request);
        List<String> lines = request.headers("Contact");
        if (lines.stream().anyMatch("*"::equals)) {
            // Only alone and only to remove (RFC 3261, section 10.2.2).
            boolean removal = lines.size() == 1
                    && request.header("Expires").filter("0"::equals).isPresent();
            return removal ? Optional.of(new RegisterRequest(true, List.of(), callId, cseq)) : Optional.empty();
        }
        Duration otherwise =
                request.header("Expires").map(RegisterRequest::expires).orElse(EXPIRES_MAX);
        return contacts(lines, otherwise).map(contacts -> new RegisterRequest(false, contacts, callId, cseq));
    }

    private static Optional<List<Contact>> contacts(List<String> lines, Duration otherwise) {
        List<Contact> contacts = new ArrayList<>();
        for (String line : lines) {
            Optional<List<NameAddr>> addresses = NameAddr.parseList(line);
            if (addresses.isEmpty()) {
                return Optional.empty();
            }
            for (NameAddr address : addresses.get()) {
                if (address.sipUri().isEmpty()) {
                    return Optional.empty();
                }
                String expires = address.parameters().get("expires");
                contacts.add(new Contact(address, expires == null ? otherwise : expires(expires)));
            }
        }
        return Optional.of(contacts);
    }

    /** A malformed value counts as the default (RFC 3261, section 10.2.1.1), a long one as the longest we give. */
    private static Duration expires(String text) {
        boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        // Ten digits hold any 32-bit value; what is longer is longer than our longest anyway.
        Duration asked = number && text.length() <= 10 ? Duration.ofSeconds(Long.parseLong(text)) : EXPIRES_MAX;
        return asked.compareTo(EXPIRES_MAX) < 0 ? asked : EXPIRES_MAX;
    }

    private static long cseq(RequestText request) {
        String number = request.header("CSeq").orElse("").split("[ \t]", 2)[0];
        return number.matches("[0-9]{1,10}") ? Long.parseLong(number) : 0;
    }
}
