package dev.tandem.trunk;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.SrtpPolicy;
import dev.tandem.number.E164;
import dev.tandem.number.plan.NumberingPlan;
import dev.tandem.route.Trunk;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.TrunkPeer.Transport;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a trunk of a request, or lists everything that is wrong with it at once. */
final class TrunkValidation {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    /** Neither could be carried in a header. */
    private static final Pattern CONTROL_OR_QUOTE = Pattern.compile("[\\p{Cntrl}\"\\\\]");

    private static final int SOURCES_MAX = 100;
    private static final int NARROW_ENOUGH_IPV4 = 8;
    private static final int NARROW_ENOUGH_IPV6 = 16;
    private static final int CALLS_MAX = 100_000;
    private static final int CREDENTIAL_CHARS_MAX = 255;

    private final List<AcsError> faults = new ArrayList<>();
    private final String name;
    private final TrunkBody body;
    private final Optional<Trunk> before;
    private final boolean wideSources;

    private TrunkValidation(String name, TrunkBody body, Optional<Trunk> before, boolean wideSources) {
        this.wideSources = wideSources;
        this.name = name;
        this.body = body;
        this.before = before;
    }

    /**
     * The trunk that {@code body} describes.
     *
     * @param before has the password when the request leaves it out
     * @param wideSources whether blocks that hold almost anybody are taken
     */
    static Trunk trunk(String name, TrunkBody body, Optional<Trunk> before, boolean wideSources) {
        TrunkValidation validation = new TrunkValidation(name, body, before, wideSources);
        Trunk trunk = validation.read();
        if (!validation.faults.isEmpty()) {
            AcsError error = AcsError.of("BadRequest", "One or more request inputs are not valid.");
            throw new AcsException(400, error.listing(validation.faults));
        }
        return trunk;
    }

    private Trunk read() {
        Transport transport = oneOf(Transport.class, body.transport(), Transport.UDP, "transport");
        Optional<DigestCredentials> credentials = credentials();
        boolean register = Boolean.TRUE.equals(body.register());
        check(!register || credentials.isPresent(), "register", "Registering needs username and password.");
        check(NAME.matcher(name).matches(), "name", "A name is letters, digits, dots, dashes and underscores.");
        refuseWhatIsNotBuilt();
        return new Trunk(
                name,
                host(),
                number(body.port(), transport == Transport.TLS ? 5061 : 5060, 65_535, "port"),
                transport,
                sources(),
                credentials,
                register,
                codecs(),
                srtp(),
                oneOf(DigitTransport.class, body.dtmf(), DigitTransport.RFC4733, "dtmf"),
                limit(body.maxCalls(), "maxCalls"),
                limit(body.maxCallsPerSecond(), "maxCallsPerSecond"),
                callerIdRule(),
                country(),
                !Boolean.FALSE.equals(body.trusted()),
                !Boolean.FALSE.equals(body.enabled()));
    }

    /** A setting without effect would be a lie that is found out during a call. */
    private void refuseWhatIsNotBuilt() {
        check(!Boolean.TRUE.equals(body.register()), "register", "Registering at a carrier is not supported yet.");
    }

    private SrtpPolicy srtp() {
        return "sdes".equals(body.srtp())
                ? SrtpPolicy.REQUIRED
                : oneOf(SrtpPolicy.class, body.srtp(), SrtpPolicy.OFF, "srtp");
    }

    private String host() {
        String host = body.host() == null ? "" : body.host();
        boolean address = !host.contains("/") && Cidr.parse(host).isPresent();
        check(address || HOST_NAME.matcher(host).matches(), "host", "A host is a host name or an IP address.");
        return host;
    }

    private List<Cidr> sources() {
        List<String> given = body.allowedSources() == null ? List.of() : body.allowedSources();
        check(given.size() <= SOURCES_MAX, "allowedSources", "At most " + SOURCES_MAX + " blocks.");
        List<Cidr> sources = new ArrayList<>();
        for (String text : given) {
            Optional<Cidr> block = Optional.ofNullable(text).flatMap(Cidr::parse);
            check(block.isPresent(), "allowedSources", "A source is an address or a CIDR block, as 203.0.113.0/24.");
            check(
                    wideSources || block.filter(TrunkValidation::isWide).isEmpty(),
                    "allowedSources",
                    "The block " + text + " holds almost anybody, who could call at your cost. Name the peer's blocks,"
                            + " or none, with username and password; tandem.sip.wide-sources=true takes it all the same.");
            block.ifPresent(sources::add);
        }
        return sources;
    }

    private static boolean isWide(Cidr block) {
        boolean four = block.network() instanceof Inet4Address;
        return block.prefixLength() < (four ? NARROW_ENOUGH_IPV4 : NARROW_ENOUGH_IPV6);
    }

    private Optional<DigestCredentials> credentials() {
        String username = body.username();
        if (username == null) {
            check(body.password() == null, "password", "A password needs a username.");
            return Optional.empty();
        }
        Optional<String> password = Optional.ofNullable(body.password())
                .or(() -> before.flatMap(Trunk::credentials)
                        .filter(known -> known.username().equals(username))
                        .map(DigestCredentials::password));
        check(carriable(username), "username", "A username is 1-255 characters without quotes.");
        check(
                password.filter(TrunkValidation::carriable).isPresent(),
                "password",
                "A password is 1-255 characters without quotes.");
        return password.map(secret -> new DigestCredentials(username, secret));
    }

    private List<CodecName> codecs() {
        List<String> given = body.codecs() == null ? List.of("PCMU", "PCMA") : body.codecs();
        List<CodecName> codecs = given.stream().flatMap(TrunkValidation::codec).toList();
        boolean distinct = new HashSet<>(codecs).size() == given.size();
        check(!given.isEmpty() && distinct, "codecs", "Codecs are one or more of " + List.of(CodecName.values()) + ".");
        codecs.forEach(codec -> Codecs.missing(codec).ifPresent(reason -> check(false, "codecs", reason)));
        return codecs;
    }

    private static Stream<CodecName> codec(@Nullable String text) {
        return Stream.of(CodecName.values()).filter(codec -> codec.name().equalsIgnoreCase(text));
    }

    private Optional<String> country() {
        Optional<String> country = Optional.ofNullable(body.country());
        check(
                country.filter(code -> NumberingPlan.callingCode(code) == 0).isEmpty(),
                "country",
                "A country is its ISO 3166-1 code, as US.");
        return country;
    }

    private String callerIdRule() {
        String rule = body.callerIdRule() == null ? Trunk.KEEP_CALLER_ID : body.callerIdRule();
        boolean known = rule.equals(Trunk.KEEP_CALLER_ID) || E164.parse(rule).isPresent();
        check(known, "callerIdRule", "The caller ID rule is keep, or a number as +15550100123.");
        return rule;
    }

    private OptionalInt limit(@Nullable Integer given, String target) {
        return given == null ? OptionalInt.empty() : OptionalInt.of(number(given, 1, CALLS_MAX, target));
    }

    private int number(@Nullable Integer given, int otherwise, int most, String target) {
        int value = given == null ? otherwise : given;
        check(value >= 1 && value <= most, target, target + " is within 1-" + most + ".");
        return value;
    }

    private <E extends Enum<E>> E oneOf(Class<E> type, @Nullable String text, E otherwise, String target) {
        if (text == null) {
            return otherwise;
        }
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        String known = Stream.of(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList()
                .toString();
        check(false, target, target + " is one of " + known + ".");
        return otherwise;
    }

    private static boolean carriable(String text) {
        return !text.isEmpty()
                && text.length() <= CREDENTIAL_CHARS_MAX
                && !CONTROL_OR_QUOTE.matcher(text).find();
    }

    private void check(boolean good, String target, String message) {
        if (!good) {
            faults.add(AcsError.of("InvalidValue", message).at(target));
        }
    }
}
