package dev.tandem.bench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A call of the carrier to the telephone through the gateway, audio both ways. */
final class ScriptedCall implements AutoCloseable {
    private static final Duration BYE_WITHIN = Duration.ofSeconds(2);

    private final Parties parties;
    private final FarEnd carrierEnd;
    private final FarEnd phoneEnd;
    private final String callId;
    private final String caller;
    private final String from;
    private volatile SipMessage accepted = SipMessage.parse("");
    private volatile String phoneCallId = "";

    private ScriptedCall(Parties parties, String caller) throws IOException {
        this.parties = parties;
        this.caller = caller;
        callId = UUID.randomUUID().toString();
        from = "<sip:" + caller + "@" + parties.carrier().host() + ">;tag=" + callId.substring(0, 8);
        carrierEnd = new FarEnd(parties.carrier().address());
        phoneEnd = new FarEnd(parties.phone().address());
    }

    /**
     * Sets one up.
     *
     * @param caller the number that calls
     * @param phoneMediaAddress what the telephone believes its address to be
     * @return empty when the call was not answered in time
     */
    static Optional<ScriptedCall> place(Parties parties, String caller, String phoneMediaAddress, Duration within)
            throws IOException, InterruptedException {
        ScriptedCall call = new ScriptedCall(parties, caller);
        if (call.isAnswered(phoneMediaAddress, within)) {
            return Optional.of(call);
        }
        call.close();
        return Optional.empty();
    }

    private boolean isAnswered(String phoneMediaAddress, Duration within) throws InterruptedException {
        parties.phone().answer(caller, invite -> {
            phoneCallId = invite.header("Call-ID");
            invite.audioPort().ifPresent(port -> phoneEnd.talkTo(gateway(port)));
            return phoneEnd.description(phoneMediaAddress);
        });
        Optional<SipMessage> answer = parties.carrier()
                .ask(
                        "INVITE",
                        to(),
                        from,
                        "<" + to() + ">",
                        callId,
                        1,
                        "Content-Type: application/sdp\r\n\r\n"
                                + carrierEnd.description(parties.carrier().address()),
                        within);
        if (answer.isEmpty() || answer.get().status() >= 300) {
            return false;
        }
        accepted = answer.get();
        accepted.audioPort().ifPresent(port -> carrierEnd.talkTo(gateway(port)));
        parties.farEnds().add(carrierEnd);
        parties.farEnds().add(phoneEnd);
        return accepted.audioPort().isPresent();
    }

    private String to() {
        return "sip:" + parties.number() + "@" + parties.gateway().getAddress().getHostAddress();
    }

    private InetSocketAddress gateway(int port) {
        return new InetSocketAddress(parties.gateway().getAddress(), port);
    }

    /** Ports of the gateway that its audio goes to. */
    List<Integer> gatewayPorts() {
        return List.of(carrierEnd.gatewayPort(), phoneEnd.gatewayPort());
    }

    /** Begins to look at its audio. */
    void look() {
        long now = System.nanoTime();
        carrierEnd.reception().open(now);
        phoneEnd.reception().open(now);
    }

    /** What passed since then, towards the telephone and back. */
    List<Reception.Way> seen() {
        long now = System.nanoTime();
        carrierEnd.reception().close(now);
        phoneEnd.reception().close(now);
        return List.of(
                Reception.way(carrierEnd.reception(), phoneEnd.reception()),
                Reception.way(phoneEnd.reception(), carrierEnd.reception()));
    }

    /** Whether the gateway ended it. */
    boolean wasHungUp() {
        return parties.carrier().wasHungUp(callId) || parties.phone().wasHungUp(phoneCallId);
    }

    @Override
    public void close() throws IOException {
        try {
            if (accepted.isResponse() && !wasHungUp()) {
                parties.carrier()
                        .ask("BYE", accepted.contactUri(), from, accepted.header("To"), callId, 2, "", BYE_WITHIN);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (FarEnd end : List.of(carrierEnd, phoneEnd)) {
            parties.farEnds().remove(end);
            end.close();
        }
    }
}
