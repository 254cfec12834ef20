package dev.tandem.gateway;

import dev.tandem.call.CallPorts;
import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.LegTerms;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.engine.SdpInspection;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.endpoint.SipEndpoint;
import dev.tandem.trunk.TrunkDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What calls use of the real world: this gateway's SIP endpoint and media engine. */
final class GatewayPorts implements CallPorts {

    private final Supplier<SipEndpoint> sip;
    private final TrunkLimits limits;
    private final MediaEngine media;
    private final TrunkDirectory trunks;
    private final ScheduledExecutorService timers;

    GatewayPorts(
            Supplier<SipEndpoint> sip,
            TrunkLimits limits,
            MediaEngine media,
            TrunkDirectory trunks,
            ScheduledExecutorService timers) {
        this.sip = sip;
        this.limits = limits;
        this.media = media;
        this.trunks = trunks;
        this.timers = timers;
    }

    @Override
    public SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
        return limits.invite(invite, events, sip.get()::invite);
    }

    @Override
    public MediaLeg mediaLeg(LegKind kind, Optional<String> trunk, Consumer<MediaEvent> events) {
        return media.leg(kind, trunk.map(trunks::terms).orElse(LegTerms.USUAL), events);
    }

    @Override
    public List<CodecName> codecs(String trunk) {
        return trunks.codecs(trunk);
    }

    @Override
    public Conference conference() {
        return media.conference();
    }

    @Override
    public Optional<Offered> inspect(String offer) {
        return SdpInspection.inspect(offer);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The task hands over to its call loop and cannot fail.
    public void later(Duration delay, Runnable task) {
        timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
