package dev.tandem.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.call.CallDirectory;
import dev.tandem.config.DataDirectory;
import dev.tandem.config.TandemConfig;
import dev.tandem.connection.IncomingCallContexts;
import dev.tandem.connection.Reports;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.outbound.Trust;
import dev.tandem.sip.registrar.BindingStore;
import dev.tandem.sip.registrar.InMemoryBindings;
import dev.tandem.streaming.AudioStreams;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLException;

/** The plain objects of the modules below that the service shares. */
public class Beans {

    private static final int AUDIO_STREAMS_MAX = 500;

    @Produces
    @Singleton
    BindingStore bindings(TandemConfig config) {
        return new InMemoryBindings(config.limits().bindings());
    }

    @Produces
    @Singleton
    CallDirectory calls(TandemConfig config) {
        return new CallDirectory(config.limits().calls());
    }

    @Produces
    @Singleton
    IncomingCallContexts incomingCallContexts(DataDirectory data) {
        return new IncomingCallContexts(data.secret("keys/call-context-key", Beans::secret));
    }

    @Produces
    @Singleton
    Reports reports(ObjectMapper json, Clock clock, IncomingCallContexts contexts) {
        return new Reports(json, clock, contexts);
    }

    /** Where bots are connected, unless another place is made for them. */
    @Produces
    @DefaultBean
    @Singleton
    AudioStreams streams(TandemConfig config, OutboundGuard guard, ExecutorService workers) throws SSLException {
        SslContextBuilder tls = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        config.outbound().trustedCa().ifPresent(pem -> tls.trustManager(Trust.with(Path.of(pem))));
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new AudioStreams(guard, tls.build(), workers, loops, AudioStreams.Limits.of(AUDIO_STREAMS_MAX));
    }

    private static byte[] secret() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}
