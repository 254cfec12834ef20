package dev.tandem.media.offeranswer;

import dev.tandem.media.sdp.Attribute;
import dev.tandem.media.sdp.Crypto;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.srtp.SdesKey;
import dev.tandem.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Our side of keys in descriptions (RFC 4568): one key for each suite, the same ones as long as the leg lives, so that a
 * hold and its end change nothing. Immutable.
 */
public final class Sdes {
    /** No encryption of this kind. */
    public static final Sdes OFF = new Sdes(SrtpPolicy.OFF, List.of());

    /** Parameters that ask nothing of us: a hint on sizes, and the window of replays (RFC 4568, section 6.3). */
    private static final String HARMLESS = "WSH=";

    private static final Set<String> INSISTING = Set.of("RTP/SAVP", "RTP/SAVPF");

    private final SrtpPolicy policy;
    private final List<SdesKey> keys;

    private Sdes(SrtpPolicy policy, List<SdesKey> keys) {
        this.policy = policy;
        this.keys = List.copyOf(keys);
    }

    /** New keys under that policy. */
    public static Sdes random(SrtpPolicy policy, SecureRandom random) {
        return policy == SrtpPolicy.OFF
                ? OFF
                : new Sdes(
                        policy,
                        Arrays.stream(SrtpProfile.values())
                                .map(profile -> SdesKey.random(profile, random))
                                .toList());
    }

    /**
     * Both sides' keys.
     *
     * @param tag of the line agreed on
     * @param ours what we protect with
     * @param theirs what we unprotect with
     */
    public record Agreed(int tag, SdesKey ours, SdesKey theirs) {
        /** Our line in an answer. */
        Attribute line() {
            return line(tag, ours);
        }

        private static Attribute line(int tag, SdesKey key) {
            return new Crypto(tag, key.profile().suite(), key.inline(), "").attribute();
        }
    }

    /** What a stream came to. */
    public sealed interface Choice {
        /** The keys of both sides; empty where there are none. */
        default Optional<Agreed> keys() {
            return Optional.empty();
        }

        /** Why there can be no stream; empty when there can. */
        default Optional<String> refusal() {
            return Optional.empty();
        }

        /** Plain RTP. */
        record Plain() implements Choice {}

        /** SRTP. */
        record Secured(Agreed agreed) implements Choice {
            @Override
            public Optional<Agreed> keys() {
                return Optional.of(agreed);
            }
        }

        /** Nothing: one side insists on what the other has not. */
        record Refused(String reason) implements Choice {
            @Override
            public Optional<String> refusal() {
                return Optional.of(reason);
            }
        }
    }

    /** The protocol of a new offer. */
    String protocol() {
        return policy == SrtpPolicy.REQUIRED ? "RTP/SAVP" : "RTP/AVP";
    }

    /** The lines of an offer, best first. */
    List<Attribute> lines() {
        return keys.stream().map(key -> Agreed.line(keys.indexOf(key) + 1, key)).toList();
    }

    /** Answers a stream: the first of its lines that works here. */
    Choice answer(MediaDescription theirs) {
        return choice(
                theirs,
                theirs.cryptos().stream()
                        .map(line -> agreed(line, false))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** Reads the answer to our lines: one of them, by its tag. */
    Choice accept(MediaDescription theirs) {
        return choice(
                theirs,
                theirs.cryptos().stream()
                        .map(line -> agreed(line, true))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Choice choice(MediaDescription theirs, Optional<Agreed> agreed) {
        if (agreed.isPresent()) {
            return new Choice.Secured(agreed.get());
        }
        if (INSISTING.contains(theirs.protocol().toUpperCase(Locale.ROOT))) {
            return new Choice.Refused("no crypto suite in common for SRTP");
        }
        return policy == SrtpPolicy.REQUIRED ? new Choice.Refused("SRTP is required on this leg") : new Choice.Plain();
    }

    private Optional<Agreed> agreed(Crypto line, boolean ourTag) {
        boolean understood = line.sessionParameters().isEmpty()
                || Arrays.stream(line.sessionParameters().split(" +")).allMatch(text -> text.startsWith(HARMLESS));
        return SrtpProfile.ofSuite(line.suite())
                .filter(profile -> understood)
                .flatMap(profile -> SdesKey.parse(profile, line.keyParameters()))
                .flatMap(theirs -> ours(theirs.profile())
                        .filter(ours -> !ourTag || keys.indexOf(ours) + 1 == line.tag())
                        .map(ours -> new Agreed(line.tag(), ours, theirs)));
    }

    private Optional<SdesKey> ours(SrtpProfile profile) {
        return keys.stream().filter(key -> key.profile() == profile).findFirst();
    }
}
