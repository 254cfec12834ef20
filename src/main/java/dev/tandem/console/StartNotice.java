package dev.tandem.console;

import dev.tandem.config.TandemConfig;
import dev.tandem.store.DataDirectory;
import dev.tandem.tls.ServerCertificate;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What somebody needs who starts Tandem: how to connect and how to sign in. Both hold secrets, and what is printed travels:
 * into journals, container logs, collectors. So it is printed for a terminal alone, else kept in a file of its owner's.
 */
@Singleton
public class StartNotice {

    static final String FILE = "sign-in.txt";

    void print(
            @Observes StartupEvent started,
            ConnectionString connection,
            ServerCertificate certificate,
            SignInCodes codes,
            DataDirectory data,
            TandemConfig config,
            @ConfigProperty(name = "quarkus.http.port") int httpPort) {
        String link = "http://localhost:" + httpPort + "/console/sign-in?code=" + codes.make();
        PrintStream out = System.out;
        String ca = certificate.caFile().toString();
        if (config.console().printSignIn().orElseGet(Terminal::isThere)) {
            out.println(shown(connection.atStart(), ca, link));
        } else {
            data.writePrivate(FILE, kept(connection.atStart(), link).getBytes(StandardCharsets.UTF_8));
            out.println(told(data.resolve(FILE).toString(), ca));
        }
    }

    static String shown(String connection, String caFile, String link) {
        return """

                Tandem
                  connection string  %s
                  CA certificate     %s
                  console            %s
                                     (works once; later: sign in with the access key)
                """.formatted(connection, caFile, link);
    }

    static String kept(String connection, String link) {
        return connection + "\n" + link + "\n";
    }

    static String told(String file, String caFile) {
        return """

                Tandem
                  connection string and sign-in link  %s
                  CA certificate                      %s
                """.formatted(file, caFile);
    }
}
