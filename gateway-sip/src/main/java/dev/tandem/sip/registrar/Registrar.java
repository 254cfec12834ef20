package dev.tandem.sip.registrar;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.auth.DigestRealm;
import dev.tandem.sip.auth.DigestRealm.Proof;
import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.SipUri;
import dev.tandem.sip.registrar.RegisterRequest.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers REGISTER (RFC 3261, section 10.3). The host of an address-of-record is not looked at: any that is ours leads
 * to the same user. Thread-safe as far as its store is.
 */
public final class Registrar {

    private static final Duration EXPIRES_MIN = Duration.ofMinutes(1);

    private final SipDirectory directory;
    private final BindingStore bindings;
    private final DigestRealm realm;

    /** Makes a registrar over a store. */
    public Registrar(SipDirectory directory, BindingStore bindings, DigestRealm realm) {
        this.directory = directory;
        this.bindings = bindings;
        this.realm = realm;
    }

    /** Applies a REGISTER that passed the request checks and returns what to answer. */
    public OutgoingResponse answer(RequestText register, Instant now) {
        Optional<String> user = register.to().flatMap(NameAddr::sipUri).map(SipUri::user);
        if (user.isEmpty()) {
            return OutgoingResponse.of(400, "Bad To");
        }
        Optional<OutgoingResponse> refusal = refuseUnlessProven(register, user.get(), now);
        return refusal.orElseGet(() -> apply(AddressOfRecord.parse(user.get()), register, now));
    }

    private Optional<OutgoingResponse> refuseUnlessProven(RequestText register, String user, Instant now) {
        Optional<AddressOfRecord> flowUser = register.flowUser();
        if (flowUser.isPresent()) {
            boolean own = flowUser.get().userPart().equals(user);
            return own ? Optional.empty() : Optional.of(OutgoingResponse.of(403, "This flow registers another user"));
        }
        String source = register.source().getAddress().getHostAddress();
        Proof proof = realm.verify(register.headers("Authorization"), "REGISTER", source, this::credentials, now);
        if (proof instanceof Proof.Verified verified) {
            boolean own = verified.username().equals(user);
            return own
                    ? Optional.empty()
                    : Optional.of(OutgoingResponse.of(403, "These credentials are another user's"));
        }
        if (proof instanceof Proof.Exhausted) {
            return Optional.of(OutgoingResponse.of(403, "Too many wrong passwords"));
        }
        if (proof instanceof Proof.Malformed) {
            return Optional.of(OutgoingResponse.of(400, "Bad Authorization"));
        }
        if (proof instanceof Proof.Missing || proof instanceof Proof.Stale || proof instanceof Proof.Wrong) {
            // The same answer whether the user exists or not.
            List<String> challenges = realm.challenges(source, proof instanceof Proof.Stale, now);
            return Optional.of(OutgoingResponse.of(401, "Unauthorized", "WWW-Authenticate", challenges));
        }
        throw new AssertionError(proof);
    }

    private Optional<DigestCredentials> credentials(String username) {
        return AddressOfRecord.looksLikeOne(username)
                ? directory.credentials(AddressOfRecord.parse(username))
                : Optional.empty();
    }

    private OutgoingResponse apply(AddressOfRecord aor, RequestText register, Instant now) {
        Optional<RegisterRequest> asked = RegisterRequest.read(register);
        Optional<List<String>> path = path(register);
        if (asked.isEmpty() || path.isEmpty()) {
            return OutgoingResponse.of(400, asked.isEmpty() ? "Bad Contact" : "Bad Path");
        }
        List<Binding> present = bindings.find(aor, now);
        Optional<OutgoingResponse> refusal = refuse(asked.get(), present, register);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        boolean stored = asked.get().all() ? removeAll(aor) : update(aor, asked.get(), path.get(), register, now);
        return stored ? accepted(aor, register, now) : OutgoingResponse.of(503, "Too many contacts");
    }

    private Optional<OutgoingResponse> refuse(RegisterRequest asked, List<Binding> present, RequestText register) {
        // A flow tells us when it breaks, so its contacts may be as short-lived as they like.
        boolean brief = register.flow().isEmpty()
                && asked.contacts().stream()
                        .map(Contact::expires)
                        .anyMatch(expires -> !expires.isZero() && expires.compareTo(EXPIRES_MIN) < 0);
        if (brief) {
            return Optional.of(OutgoingResponse.of(
                    423, "Interval too brief", "Min-Expires", List.of("" + EXPIRES_MIN.toSeconds())));
        }
        boolean late = present.stream()
                .filter(binding -> asked.all() || names(asked, binding.contact()))
                .anyMatch(binding -> binding.callId().equals(asked.callId()) && binding.cseq() >= asked.cseq());
        return late ? Optional.of(OutgoingResponse.of(400, "CSeq out of order")) : Optional.empty();
    }

    private static boolean names(RegisterRequest asked, String contact) {
        return asked.contacts().stream()
                .anyMatch(wanted -> wanted.address().uri().equals(contact));
    }

    private boolean removeAll(AddressOfRecord aor) {
        bindings.removeAll(aor);
        return true;
    }

    /** All of it or nothing (RFC 3261, section 10.3): what was added is taken back when something does not fit. */
    private boolean update(
            AddressOfRecord aor, RegisterRequest asked, List<String> path, RequestText register, Instant now) {
        List<String> added = new ArrayList<>();
        for (Contact wanted : asked.contacts()) {
            String contact = wanted.address().uri();
            if (wanted.expires().isZero()) {
                bindings.remove(aor, contact);
            } else if (bindings.put(binding(aor, wanted, asked, path, register, now), now)) {
                added.add(contact);
            } else {
                added.forEach(uri -> bindings.remove(aor, uri));
                return false;
            }
        }
        return true;
    }

    private static Binding binding(
            AddressOfRecord aor,
            Contact wanted,
            RegisterRequest asked,
            List<String> path,
            RequestText register,
            Instant now) {
        return new Binding(
                aor,
                wanted.address().uri(),
                path,
                register.flow(),
                register.source().getAddress().getHostAddress() + ":"
                        + register.source().getPort(),
                register.transport(),
                register.header("User-Agent").orElse(""),
                instance(wanted.address()),
                asked.callId(),
                asked.cseq(),
                end(wanted, register, now));
    }

    /** No later than the proof of who registers: what the answer says of it is the warning, in time. */
    private static Instant end(Contact wanted, RequestText register, Instant now) {
        Instant asked = now.plus(wanted.expires());
        return register.provenUntil().filter(proof -> proof.isBefore(asked)).orElse(asked);
    }

    /** The instance id, a URN in angle brackets (RFC 5626, section 4.1); what could break out of our quotes is none. */
    private static Optional<String> instance(NameAddr address) {
        return Optional.ofNullable(address.parameters().get("+sip.instance"))
                .filter(id -> id.matches("<[\\w:.-]{1,200}>"));
    }

    /** The way back: our own flow, or what the proxies between wrote (RFC 3327); empty when it is malformed. */
    private static Optional<List<String>> path(RequestText register) {
        Optional<String> flow = register.flow();
        // A browser has no proxy in between: its Path would only make us send to hosts of its choice.
        if (flow.isPresent()
                && (register.flowUser().isPresent() || register.headers("Path").isEmpty())) {
            return Optional.of(List.of("<sip:" + flow.get() + ".invalid;transport=" + register.transport() + ";lr>"));
        }
        List<String> hops = new ArrayList<>();
        for (String line : register.headers("Path")) {
            Optional<List<NameAddr>> addresses = NameAddr.parseList(line);
            if (addresses.isEmpty()
                    || !addresses.get().stream().allMatch(hop -> hop.sipUri().isPresent())) {
                return Optional.empty();
            }
            addresses.get().forEach(hop -> hops.add("<" + hop.uri() + ">"));
        }
        return Optional.of(hops);
    }

    private OutgoingResponse accepted(AddressOfRecord aor, RequestText register, Instant now) {
        Stream<Header> contacts =
                bindings.find(aor, now).stream().map(binding -> new Header("Contact", contact(binding, now)));
        Stream<Header> path = register.headers("Path").stream().map(value -> new Header("Path", value));
        return new OutgoingResponse(200, "OK", Stream.concat(contacts, path).toList(), Body.NONE);
    }

    private static String contact(Binding binding, Instant now) {
        // Rounded up, so that a binding that is still there never shows as expired.
        long seconds =
                Duration.between(now, binding.expiresAt()).plusMillis(999).toSeconds();
        String instance =
                binding.instance().map(id -> ";+sip.instance=\"" + id + "\"").orElse("");
        return "<" + binding.contact() + ">;expires=" + seconds + instance;
    }
}
