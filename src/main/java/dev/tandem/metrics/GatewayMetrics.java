package dev.tandem.metrics;

import dev.tandem.call.CallDirectory;
import dev.tandem.demo.Demo;
import dev.tandem.event.Courier;
import dev.tandem.gateway.Gateway;
import dev.tandem.operation.Speech;
import dev.tandem.record.CallRecordWriter;
import dev.tandem.store.StoreWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Registers the gateway's gauges and counters; the modules below count, here they get names. */
@Singleton
class GatewayMetrics {

    private final MeterRegistry registry;
    private final Gateway gateway;

    GatewayMetrics(MeterRegistry registry, Gateway gateway) {
        this.registry = registry;
        this.gateway = gateway;
    }

    void register(
            @Observes StartupEvent event,
            CallDirectory calls,
            CallRecordWriter records,
            Demo demo,
            Courier courier,
            StoreWatch store,
            Speech speech) {
        Gauge.builder("tandem.calls", calls, CallDirectory::size)
                .description("Calls up")
                .register(registry);
        count("tandem.calls.refused.full", g -> calls.refused(), "Calls refused because the limit was reached");
        count("tandem.calls.refused.unrouted", Gateway::unrouted, "Calls refused because too many waited to be routed");
        count("tandem.call.events.dropped", Gateway::droppedEvents, "Call events dropped because a loop was full");
        gauge("tandem.connections", g -> g.automations().size(), "Applications' connections to calls");
        gauge("tandem.recordings", Gateway::recordings, "Recordings going on");
        Gauge.builder("tandem.call.records.backlog", records, CallRecordWriter::backlog)
                .description("Call records not yet written")
                .register(registry);
        count("tandem.call.records.lost", g -> records.lost(), "Call records that could not be kept");
        Gauge.builder("tandem.store.up", store, watch -> watch.isDown() ? 0 : 1)
                .description("1 while the database takes writes")
                .register(registry);
        count("tandem.store.outages", g -> store.outages(), "Times the database stopped taking writes");
        Gauge.builder("tandem.demo.calls", demo, Demo::carrierCalls)
                .description("Calls at the simulated carrier's end")
                .register(registry);
        count(
                "tandem.speech.refused",
                g -> speech.refused(),
                "Texts and utterances the speech provider had no room for");
        events(courier);
        sip();
        media();
    }

    private void events(Courier courier) {
        Gauge.builder("tandem.events.waiting", courier, Courier::waiting)
                .description("Events not yet delivered")
                .register(registry);
        count("tandem.events.delivered", g -> courier.delivered(), "Events delivered");
        count("tandem.events.retried", g -> courier.retried(), "Deliveries that failed and are tried again");
        count("tandem.events.dead", g -> courier.buried(), "Events given up");
    }

    private void sip() {
        gauge("tandem.sip.legs", g -> g.sip().counters().legs(), "SIP legs");
        gauge("tandem.sip.dialogs", g -> g.sip().counters().dialogs(), "SIP dialogs held");
        gauge("tandem.sip.transactions", g -> g.sip().counters().transactions(), "SIP transactions held");
        gauge("tandem.sip.flows", g -> g.sip().counters().flows(), "Connections and WebSockets");
        count("tandem.sip.messages", g -> g.sip().counters().messagesIn(), "SIP messages received");
        count("tandem.sip.malformed", g -> g.sip().counters().malformed(), "SIP messages that could not be read");
        count("tandem.sip.refused", g -> g.sip().counters().refused(), "SIP requests refused by admission");
        count("tandem.trunks.full", Gateway::fullTrunks, "Calls that found their trunk full");
        count("tandem.sip.dropped", g -> g.sip().counters().dropped(), "SIP messages dropped");
        count(
                "tandem.sip.strangers.dropped",
                g -> g.sip().counters().strangers(),
                "SIP messages of strangers beyond their rate");
        gauge(
                "tandem.sip.connections.strangers",
                g -> g.sip().counters().strangerStreams(),
                "TCP and TLS connections over which nobody proved anything");
        count(
                "tandem.sip.connections.refused",
                g -> g.sip().counters().refusedStreams(),
                "TCP and TLS connections closed at once because there were too many");
        count(
                "tandem.sip.connections.overdue",
                g -> g.sip().counters().overdueStreams(),
                "TCP and TLS connections closed because a message did not come or did not end");
        count(
                "tandem.sip.connections.idle",
                g -> g.sip().counters().idleStreams(),
                "TCP and TLS connections closed because they had neither registration nor dialog");
    }

    private void media() {
        gauge("tandem.media.legs", g -> g.media().counters().legs(), "Media legs");
        gauge("tandem.media.bridges", g -> g.media().counters().conferences(), "Bridges");
        gauge("tandem.media.rtp.ports", g -> g.media().counters().rtpPorts(), "RTP ports in use");
        gauge("tandem.media.webrtc.sessions", g -> g.media().counters().webRtcSessions(), "Browser sessions");
        count("tandem.media.packets.in", g -> g.media().counters().packetsIn(), "RTP packets received");
        count("tandem.media.packets.out", g -> g.media().counters().packetsOut(), "RTP packets sent");
        count("tandem.media.dropped", g -> g.media().counters().dropped(), "RTP packets dropped");
        count("tandem.media.late", g -> g.media().counters().late(), "Media loop turns more than 5 ms late");
    }

    private void gauge(String name, ToDoubleFunction<Gateway> value, String description) {
        Gauge.builder(name, gateway, value).description(description).register(registry);
    }

    private void count(String name, ToDoubleFunction<Gateway> value, String description) {
        FunctionCounter.builder(name, gateway, value).description(description).register(registry);
    }
}
