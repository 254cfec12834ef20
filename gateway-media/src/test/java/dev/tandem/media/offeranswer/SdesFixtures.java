package dev.tandem.media.offeranswer;

import dev.tandem.media.sdp.Attributes;
import dev.tandem.media.sdp.MediaDescription;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Keys that two sides have agreed on. */
public final class SdesFixtures {
    /** What either side holds. */
    public record Pair(Sdes.Agreed offerer, Sdes.Agreed answerer) {}

    private SdesFixtures() {}

    /** An offer of all suites, answered and accepted. */
    public static Pair pair(SrtpPolicy policy, SecureRandom random) {
        Sdes offerer = Sdes.random(policy, random);
        Sdes answerer = Sdes.random(policy, random);
        Sdes.Choice answered = answerer.answer(stream(new Attributes(offerer.lines())));
        Sdes.Agreed theirs = ((Sdes.Choice.Secured) answered).agreed();
        Sdes.Choice accepted = offerer.accept(stream(new Attributes(List.of(theirs.line()))));
        return new Pair(((Sdes.Choice.Secured) accepted).agreed(), theirs);
    }

    static MediaDescription stream(Attributes lines) {
        return new MediaDescription("audio", 4_000, "RTP/SAVP", List.of("0"), Optional.empty(), lines);
    }
}
