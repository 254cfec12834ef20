package dev.tandem;

import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/** The official SDK's own HTTP client, told to trust our CA and otherwise unmodified. */
public final class AzureClients {

    private AzureClients() {}

    public static HttpClient trusting(Path caFile) {
        try {
            SslContext tls =
                    SslContextBuilder.forClient().trustManager(caFile.toFile()).build();
            return new NettyAsyncHttpClientBuilder(
                            reactor.netty.http.client.HttpClient.create().secure(spec -> spec.sslContext(tls)))
                    .build();
        } catch (SSLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
