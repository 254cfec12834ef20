package dev.tandem.route;

import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Refuse;
import dev.tandem.call.CallPlan.Ring;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.EndReason;
import dev.tandem.call.LegKindName;
import dev.tandem.call.PartyId;
import dev.tandem.media.codec.CodecName;
import dev.tandem.route.NumberDirectory.Answerer;
import dev.tandem.route.NumberDirectory.OwnedNumber;
import dev.tandem.sip.Binding;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.toll.Payer;
import dev.tandem.toll.TollCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A call from a trunk: dialled number, its assignment, the answerer's bindings. Runs on a worker. */
public final class InboundRouting {

    private static final List<CodecName> EVERY_CODEC =
            List.of(CodecName.OPUS, CodecName.G722, CodecName.PCMU, CodecName.PCMA);

    private final NumberDirectory numbers;
    private final BindingStore bindings;
    private final Supplier<List<Trunk>> trunks;
    private final TrunkRing ring;

    public InboundRouting(
            NumberDirectory numbers, BindingStore bindings, Supplier<List<Trunk>> trunks, TrunkRing ring) {
        this.numbers = numbers;
        this.bindings = bindings;
        this.trunks = trunks;
        this.ring = ring;
    }

    /** Who rings for {@code dialled}. */
    public CallPlan plan(String dialled, String callerNumber, Instant now) {
        List<String> reasons = new ArrayList<>();
        Optional<String> e164 = DialledNumber.e164(dialled);
        if (e164.isEmpty()) {
            reasons.add("'" + dialled + "' is not an E.164 number");
            return new Refuse(EndReason.NOT_FOUND, 404, "Not a number", reasons);
        }
        Optional<OwnedNumber> owned = numbers.owned(e164.get());
        if (owned.isEmpty()) {
            reasons.add(e164.get() + " is not a number we own");
            return new Refuse(EndReason.NOT_FOUND, 404, "Number not in service", reasons);
        }
        return plan(owned.get(), callerNumber, now, reasons);
    }

    CallPlan plan(OwnedNumber number, String callerNumber, Instant now, List<String> reasons) {
        Optional<Answerer> answerer = number.answerer();
        if (answerer.isEmpty()) {
            reasons.add(number.e164() + " is ours, but assigned to nobody");
            return new Refuse(EndReason.UNASSIGNED, 480, "Number not assigned", reasons);
        }
        return plan(number, answerer.get(), callerNumber, now, reasons);
    }

    private CallPlan plan(
            OwnedNumber number, Answerer answerer, String callerNumber, Instant now, List<String> reasons) {
        String e164 = number.e164();
        if (answerer instanceof Answerer.Identity identity) {
            reasons.add(e164 + " is assigned to " + identity.id());
            return ringIdentity(identity.id(), callerNumber, now, reasons);
        }
        if (answerer instanceof Answerer.SipUri sip) {
            Payer payer = Payer.application("number " + e164, number.tenant());
            return forwarded(e164, sip.uri(), ringSipUri(payer, sip.uri(), callerNumber, now, reasons));
        }
        if (answerer instanceof Answerer.Application application) {
            reasons.add(e164 + " is assigned to the application " + application.name() + ", which is asked");
            return new CallPlan.Ask(application.name(), e164, reasons);
        }
        throw new AssertionError(answerer);
    }

    /** Rings every place where an identity is registered, at once. */
    CallPlan ringIdentity(String identity, String callerNumber, Instant now, List<String> reasons) {
        List<Binding> found = PartyId.of(identity)
                .addressOfRecord()
                .map(aor -> bindings.find(aor, now))
                .orElse(List.of());
        if (found.isEmpty()) {
            reasons.add(identity + " is registered nowhere");
            return new Refuse(EndReason.NOT_REGISTERED, 480, "Temporarily unavailable", reasons);
        }
        reasons.add(identity + " is registered at " + found.size() + " place(s): all ring");
        List<Destination> destinations = found.stream()
                .map(binding ->
                        new Destination(new Target.Contact(binding), LegKindName.IDENTITY, identity, EVERY_CODEC))
                .toList();
        return new Ring(List.of(new Wave(destinations)), callerNumber, reasons);
    }

    /** Where a number of ours leads to another number, that one is told by which it was called. */
    private static CallPlan forwarded(String e164, String uri, CallPlan plan) {
        boolean elsewhere = SipTarget.parse(uri)
                .filter(target -> !DialledNumber.e164(target.user()).equals(Optional.of(e164)))
                .isPresent();
        return elsewhere && plan instanceof Ring ring ? ring.forwardedBy(new Diversion(e164, "unconditional")) : plan;
    }

    /** Rings whoever is behind a SIP URI, over the trunk at its host. */
    CallPlan ringSipUri(Payer payer, String uri, String callerNumber, Instant now, List<String> reasons) {
        Optional<SipTarget> target = SipTarget.parse(uri);
        Optional<Trunk> trunk = target.flatMap(sip -> trunks.get().stream()
                .filter(peer -> peer.enabled() && sip.isAt(peer.host(), peer.port()))
                .findFirst());
        if (trunk.isEmpty()) {
            reasons.add(uri + " is at no enabled trunk's host and port");
            return new Refuse(EndReason.NO_ROUTE, 480, "Temporarily unavailable", reasons);
        }
        reasons.add("routed on to " + uri + " over trunk " + trunk.get().name());
        String user = target.get().user();
        // An extension of a PBX costs nobody anything, and neither does a number of ours that a PBX answers.
        Optional<TollCall> paid = DialledNumber.e164(user)
                .filter(e164 -> numbers.owned(e164).isEmpty())
                .map(e164 -> new TollCall(payer, callerNumber, trunk.get().name(), e164));
        return paid.map(call -> ring.plan(call, user, callerNumber, List.of(trunk.get()), now, reasons))
                .orElseGet(() -> TrunkRing.free(user, callerNumber, trunk.get(), reasons));
    }
}
