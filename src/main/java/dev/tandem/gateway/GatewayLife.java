package dev.tandem.gateway;

import dev.tandem.config.TandemConfig;
import dev.tandem.demo.Demo;
import dev.tandem.event.Courier;
import dev.tandem.exit.ExitCode;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.node.NodeIdentity;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.record.CallRecords;
import dev.tandem.recording.RecordingStore;
import dev.tandem.tls.ServedCertificates;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts the gateway once everything it needs is there, and stops it before that goes. */
@Singleton
class GatewayLife {

    private static final Logger LOG = Logger.getLogger(GatewayLife.class);
    private static final int AFTER_THE_STORE = 5_000;

    private final TandemConfig config;
    private final NodeIdentity node;
    private final CallRecords records;
    private final Gateway gateway;
    private final Demo demo;
    private final DemoStock stock;
    private final Courier courier;
    private final RecordingStore recordings;
    private final ServedCertificates served;

    GatewayLife(
            TandemConfig config,
            NodeIdentity node,
            CallRecords records,
            Gateway gateway,
            Demo demo,
            DemoStock stock,
            Courier courier,
            RecordingStore recordings,
            ServedCertificates served) {
        this.served = served;
        this.config = config;
        this.node = node;
        this.records = records;
        this.gateway = gateway;
        this.demo = demo;
        this.stock = stock;
        this.courier = courier;
        this.recordings = recordings;
    }

    void start(@Observes @Priority(AFTER_THE_STORE) StartupEvent event) {
        refuseWithout(Codecs.missing(CodecName.OPUS));
        node.begin();
        int orphans = records.finishOrphans();
        if (orphans > 0) {
            LOG.infof("%d calls were up when the gateway last died; they are recorded as ended by restart", orphans);
        }
        records.disconnectOrphans();
        recordings.finishOrphans();
        courier.start();
        gateway.start();
        gateway.tlsListener().ifPresent(listener -> served.watch(ServedCertificates.SIP_TLS, listener));
        if (config.demo()) {
            stock.load();
            demo.start(gateway.sipPort());
        }
    }

    /** Browsers speak Opus and nothing else we have: without it the gateway would ring and never be heard. */
    static void refuseWithout(Optional<String> missing) {
        missing.ifPresent(sentence -> {
            throw ExitCode.CANNOT_START.refusal(sentence);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        demo.stop();
        gateway.stop();
        courier.stop();
    }
}
