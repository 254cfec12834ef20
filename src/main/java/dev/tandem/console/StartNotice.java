package dev.tandem.console;

import dev.tandem.tls.ServerCertificate;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The block printed at start: how to connect and how to sign in. Printed, not logged: it holds the access key, and log
 * files travel further than terminals.
 */
@Singleton
public class StartNotice {

    void print(
            @Observes StartupEvent started,
            ConnectionString connection,
            ServerCertificate certificate,
            SignInCodes codes,
            @ConfigProperty(name = "quarkus.http.port") int httpPort) {
        String link = "http://localhost:" + httpPort + "/console/sign-in?code=" + codes.make();
        // The terminal is where the notice belongs.
        PrintStream terminal = System.out;
        terminal.println(text(connection.forTerminal(), certificate.caFile().toString(), link));
    }

    static String text(String connection, String caFile, String link) {
        return """

                Tandem
                  connection string  %s
                  CA certificate     %s
                  console            %s
                                     (works once; later: sign in with the access key)
                """.formatted(connection, caFile, link);
    }
}
