package dev.tandem.call;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why a call ended, in one word for records and REST; the SIP status says the rest. */
public enum EndReason {
    /** The caller hung up an answered call. */
    CALLER_HUNG_UP("callerHungUp"),
    /** The callee hung up an answered call. */
    CALLEE_HUNG_UP("calleeHungUp"),
    /** The caller gave up before anyone answered. */
    CANCELLED("cancelled"),
    /** The callee was busy. */
    BUSY("busy"),
    /** Nobody answered in time. */
    NO_ANSWER("noAnswer"),
    /** The callee refused. */
    REJECTED("rejected"),
    /** The dialled number is not ours or not a number. */
    NOT_FOUND("notFound"),
    /** The dialled number is ours, but nobody is assigned to it. */
    UNASSIGNED("unassigned"),
    /** The assigned identity is registered nowhere. */
    NOT_REGISTERED("notRegistered"),
    /** The caller may not show that number, or has none. */
    CALLER_ID_FORBIDDEN("callerIdForbidden"),
    /** Refused, or ended as too long, by the limits against toll fraud. */
    TOLL_LIMIT("tollLimit"),
    /** No route, or no enabled trunk in it, leads to the dialled number. */
    NO_ROUTE("noRoute"),
    /** Every trunk of the route failed. */
    TRUNK_FAILED("trunkFailed"),
    /** Offer and answer shared nothing, or no media port was free. */
    MEDIA_FAILED("mediaFailed"),
    /** Packets stopped, or the browser went away without saying goodbye. */
    MEDIA_LOST("mediaLost"),
    /** A leg stopped answering SIP. */
    SIGNALLING_LOST("signallingLost"),
    /** More calls than allowed, or the machine is full. */
    OVERLOAD("overload"),
    /** An administrator or program ended it. */
    ENDED_BY_API("endedByApi"),
    /** The gateway was shut down in an orderly way. */
    SHUTDOWN("shutdown"),
    /** The gateway died while the call was up; written at the next start. */
    RESTART("restart");

    private final String wire;

    EndReason(String wire) {
        this.wire = wire;
    }

    /** The name on the wire. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** Reads the name on the wire. */
    @JsonCreator
    public static EndReason of(String wire) {
        return Arrays.stream(values())
                .filter(reason -> reason.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such end reason: " + wire));
    }
}
