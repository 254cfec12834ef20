package dev.tandem.route;

import java.util.List;
import java.util.Optional;

/** What routing asks about numbers. May block: routing runs on workers. */
public interface NumberDirectory {

    /** A number that was purchased, with who answers it. */
    Optional<OwnedNumber> owned(String e164);

    /** The numbers assigned to an identity ({@code 8:acs:…}), in E.164, oldest first; at most {@code limit}. */
    List<String> assignedTo(String tenant, String identity, int limit);

    /** A purchased number. */
    record OwnedNumber(String tenant, String e164, Optional<Answerer> answerer) {}

    /** Who answers a number. */
    sealed interface Answerer {
        /** An identity, by its raw id {@code 8:acs:…}: its bindings ring. */
        record Identity(String id) implements Answerer {}

        /** An application, by name: it is told by an event. */
        record Application(String name) implements Answerer {}

        /** A SIP URI at a configured trunk. */
        record SipUri(String uri) implements Answerer {}
    }
}
