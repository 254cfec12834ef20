package dev.tandem.sip.admission;

import dev.tandem.sip.dialog.SessionTimer;
import dev.tandem.sip.message.BodyPart;
import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.SipUri;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The checks of RFC 3261, section 8.2, that the stack does not make. Immutable. */
public final class RequestChecks {

    /** Headers without which there is no transaction, or no answer to it (RFC 3261, section 8.1.1). */
    private static final List<String> MANDATORY = List.of("Via", "From", "To", "Call-ID", "CSeq");

    /** Headers that hold one value (RFC 3261, section 7.3.1: only lists may come several times). */
    private static final List<String> SINGLE = List.of(
            "From", "To", "Call-ID", "CSeq", "Max-Forwards", "Content-Length", "Content-Type", "Expires", "Date");

    private static final Set<String> KNOWN_METHODS = Set.of(
            "INVITE",
            "ACK",
            "CANCEL",
            "BYE",
            "OPTIONS",
            "REGISTER",
            "PRACK",
            "UPDATE",
            "INFO",
            "REFER",
            "NOTIFY",
            "SUBSCRIBE",
            "MESSAGE",
            "PUBLISH");

    /** Body types by method; methods that are not here may carry anything, it is not looked at. */
    private static final Map<String, List<String>> BODY_TYPES = Map.of(
            "INVITE", List.of("application/sdp"),
            "UPDATE", List.of("application/sdp"),
            "PRACK", List.of("application/sdp"),
            "INFO", List.of("application/dtmf-relay", "application/dtmf"));

    private static final long CSEQ_MAX = (1L << 31) - 1;
    private static final int MAX_FORWARDS_MAX = 255;

    private final String allow;
    private final Set<String> methods;
    private final Set<String> extensions;
    private final List<Function<RequestText, Optional<OutgoingResponse>>> checks = List.of(
            this::version,
            this::mandatoryHeaders,
            this::singleHeaders,
            this::sequence,
            this::hops,
            this::bodyLength,
            this::addresses,
            this::requestUri,
            this::method,
            this::required,
            this::body,
            this::accepted,
            this::sessionInterval);

    /**
     * Makes checks for a user agent.
     *
     * @param methods the methods it handles, as in Allow
     * @param extensions the option tags it understands, as in Supported
     */
    public RequestChecks(List<String> methods, Set<String> extensions) {
        this.allow = String.join(", ", methods);
        this.methods = Set.copyOf(methods);
        this.extensions = Set.copyOf(extensions);
    }

    /** The refusal a request calls for, by whatever is wrong first; empty when nothing is. A bad ACK is dropped instead. */
    public Optional<OutgoingResponse> refusal(RequestText request) {
        for (Function<RequestText, Optional<OutgoingResponse>> check : checks) {
            Optional<OutgoingResponse> refusal = check.apply(request);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<OutgoingResponse> version(RequestText request) {
        boolean ours = request.version().equalsIgnoreCase("SIP/2.0");
        return refuseUnless(ours, 505, "SIP version not supported");
    }

    private Optional<OutgoingResponse> mandatoryHeaders(RequestText request) {
        for (String name : MANDATORY) {
            if (request.header(name).orElse("").isEmpty()) {
                return Optional.of(OutgoingResponse.of(400, "Missing " + name));
            }
        }
        return Optional.empty();
    }

    private Optional<OutgoingResponse> singleHeaders(RequestText request) {
        for (String name : SINGLE) {
            if (request.headers(name).size() > 1) {
                return Optional.of(OutgoingResponse.of(400, "Repeated " + name));
            }
        }
        return Optional.empty();
    }

    private Optional<OutgoingResponse> sequence(RequestText request) {
        String cseq = request.header("CSeq").orElse("");
        int end = 0;
        while (end < cseq.length() && !isBlank(cseq.charAt(end))) {
            end++;
        }
        int method = end;
        while (method < cseq.length() && isBlank(cseq.charAt(method))) {
            method++;
        }
        boolean good = number(cseq.substring(0, end), CSEQ_MAX).isPresent()
                && cseq.substring(method).equals(request.method());
        return refuseUnless(good, 400, "Bad CSeq");
    }

    /** What would be passed on must have a hop left; what ends here need not (RFC 3261, sections 8.2 and 16.3). */
    private Optional<OutgoingResponse> hops(RequestText request) {
        Optional<String> hops = request.header("Max-Forwards");
        if (hops.isPresent() && number(hops.get(), MAX_FORWARDS_MAX).isEmpty()) {
            return Optional.of(OutgoingResponse.of(400, "Bad Max-Forwards"));
        }
        boolean exhausted = hops.flatMap(text -> number(text, MAX_FORWARDS_MAX))
                .filter(left -> left == 0)
                .isPresent();
        return refuseUnless(!(exhausted && request.method().equals("INVITE")), 483, "Too many hops");
    }

    private Optional<OutgoingResponse> bodyLength(RequestText request) {
        // A datagram shorter than it says lost its end (RFC 3261, section 18.3); a longer one has padding.
        boolean good = request.header("Content-Length")
                .map(text -> number(text, request.bodyBytes()).isPresent())
                .orElse(true);
        return refuseUnless(good, 400, "Bad Content-Length");
    }

    private Optional<OutgoingResponse> addresses(RequestText request) {
        if (request.from().isEmpty() || request.to().isEmpty()) {
            return Optional.of(OutgoingResponse.of(400, request.from().isEmpty() ? "Bad From" : "Bad To"));
        }
        // Without exactly one Contact an INVITE makes no dialog (RFC 3261, section 12.1.1).
        List<String> contacts = request.headers("Contact");
        boolean good = !request.method().equals("INVITE")
                || (contacts.size() == 1
                        && NameAddr.parse(contacts.get(0))
                                .flatMap(NameAddr::sipUri)
                                .isPresent());
        return refuseUnless(good, 400, "Bad Contact");
    }

    private Optional<OutgoingResponse> requestUri(RequestText request) {
        Optional<SipUri> uri = request.uri();
        if (uri.isPresent()) {
            return refuseUnless(uri.get().headers().isEmpty(), 400, "Bad Request-URI");
        }
        if (request.dialled().isPresent()) {
            return Optional.empty();
        }
        String scheme = request.requestUri().split(":", 2)[0].toLowerCase(Locale.ROOT);
        boolean foreign = scheme.matches("[a-z][a-z0-9+.-]{0,63}")
                && !Set.of("sip", "sips", "tel").contains(scheme)
                && request.requestUri().indexOf(':') > 0;
        return Optional.of(
                foreign
                        ? OutgoingResponse.of(416, "Unsupported URI scheme")
                        : OutgoingResponse.of(400, "Bad Request-URI"));
    }

    private Optional<OutgoingResponse> method(RequestText request) {
        if (methods.contains(request.method())) {
            return Optional.empty();
        }
        boolean known = KNOWN_METHODS.contains(request.method());
        return Optional.of(OutgoingResponse.of(
                known ? 405 : 501, known ? "Method not allowed" : "Method not implemented", "Allow", List.of(allow)));
    }

    private Optional<OutgoingResponse> required(RequestText request) {
        if (request.method().equals("CANCEL") || request.method().equals("ACK")) {
            return Optional.empty(); // RFC 3261, section 8.2.2.3
        }
        if (request.headers("Require").isEmpty()
                && request.headers("Proxy-Require").isEmpty()) {
            return Optional.empty();
        }
        List<String> foreign = Stream.of("Require", "Proxy-Require")
                .flatMap(name -> items(request, name))
                .filter(tag -> !extensions.contains(tag))
                .filter(tag -> tag.matches("[\\w.!%*+`'~-]{1,64}"))
                .distinct()
                .toList();
        return foreign.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        OutgoingResponse.of(420, "Bad extension", "Unsupported", List.of(String.join(", ", foreign))));
    }

    private Optional<OutgoingResponse> body(RequestText request) {
        List<String> types = BODY_TYPES.get(request.method());
        // By Content-Length, not by what is there: some pad a datagram without a body with an empty line.
        long length = request.header("Content-Length")
                .flatMap(text -> number(text, request.bodyBytes()))
                .orElse((long) request.bodyBytes());
        if (types == null || length == 0) {
            return Optional.empty();
        }
        if (!request.headers("Content-Encoding").isEmpty()
                && items(request, "Content-Encoding").anyMatch(coding -> !coding.equalsIgnoreCase("identity"))) {
            return Optional.of(
                    OutgoingResponse.of(415, "Unsupported media type", "Accept-Encoding", List.of("identity")));
        }
        return request.bodyParts()
                .map(parts -> parts(parts, types))
                .orElseGet(() -> Optional.of(OutgoingResponse.of(400, "Bad Content-Type")));
    }

    /** RFC 5621, sections 4 and 8: whoever cannot read a part asks what was to be done then. */
    private static Optional<OutgoingResponse> parts(List<BodyPart> parts, List<String> types) {
        boolean alone = parts.size() == 1;
        for (BodyPart part : parts) {
            boolean wanted = part.handling() == BodyPart.Handling.REQUIRED
                    || (alone && part.handling() == BodyPart.Handling.NOT_SAID);
            if (wanted && !types.contains(part.type())) {
                return Optional.of(OutgoingResponse.of(
                        415,
                        "Unsupported media type",
                        "Accept",
                        List.of(String.join(", ", types) + ", multipart/mixed")));
            }
        }
        return Optional.empty();
    }

    private Optional<OutgoingResponse> accepted(RequestText request) {
        boolean session = request.method().equals("INVITE");
        boolean understood = request.headers("Accept").isEmpty()
                || items(request, "Accept")
                        .map(BodyPart::type)
                        .anyMatch(Set.of("application/sdp", "application/*", "*/*")::contains);
        return refuseUnless(!session || understood, 406, "Not acceptable");
    }

    /** RFC 4028, section 9: to who does not know timers, 422 means nothing. */
    private Optional<OutgoingResponse> sessionInterval(RequestText request) {
        boolean session = request.method().equals("INVITE") || request.method().equals("UPDATE");
        if (!session || request.headers("Session-Expires").isEmpty()) {
            return Optional.empty();
        }
        boolean tooShort = SessionTimer.tooShort(request.header("Session-Expires"))
                && items(request, "Supported").anyMatch("timer"::equalsIgnoreCase);
        return tooShort
                ? Optional.of(OutgoingResponse.of(422, "Session interval too small")
                        .with("Min-SE", Integer.toString(SessionTimer.MIN_SE_SECONDS)))
                : Optional.empty();
    }

    private static Stream<String> items(RequestText request, String name) {
        return request.headers(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(item -> !item.isEmpty());
    }

    private static Optional<Long> number(String text, long max) {
        boolean digits = !text.isEmpty() && text.length() <= 10;
        long value = 0;
        for (int at = 0; digits && at < text.length(); at++) {
            char c = text.charAt(at);
            digits = c >= '0' && c <= '9';
            value = 10 * value + (c - '0');
        }
        return digits && value <= max ? Optional.of(value) : Optional.empty();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static Optional<OutgoingResponse> refuseUnless(boolean good, int status, String phrase) {
        return good ? Optional.empty() : Optional.of(OutgoingResponse.of(status, phrase));
    }
}
