package dev.tandem.phonenumbers;

import com.azure.communication.phonenumbers.PhoneNumbersClient;
import com.azure.communication.phonenumbers.PhoneNumbersClientBuilder;
import com.azure.communication.phonenumbers.models.PhoneNumberAssignmentType;
import com.azure.communication.phonenumbers.models.PhoneNumberCapabilities;
import com.azure.communication.phonenumbers.models.PhoneNumberCapabilityType;
import com.azure.communication.phonenumbers.models.PhoneNumberOperation;
import com.azure.communication.phonenumbers.models.PhoneNumberSearchOptions;
import com.azure.communication.phonenumbers.models.PhoneNumberSearchResult;
import com.azure.communication.phonenumbers.models.PhoneNumberType;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.core.util.polling.SyncPoller;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.time.Duration;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.HttpClient;

/** The official Java SDK, unmodified, trusting the certificate authority made at first start. */
final class OfficialSdk {
    private static final Duration POLL = Duration.ofMillis(20);

    private OfficialSdk() {}

    static PhoneNumbersClient client(String endpoint, String accessKey, File authority) throws SSLException {
        SslContext trust = SslContextBuilder.forClient().trustManager(authority).build();
        HttpClient https = HttpClient.create().secure(spec -> spec.sslContext(trust));
        return new PhoneNumbersClientBuilder()
                .connectionString("endpoint=" + endpoint + ";accesskey=" + accessKey)
                .httpClient(new NettyAsyncHttpClientBuilder(https).build())
                .buildClient();
    }

    static PhoneNumberCapabilities calls() {
        return new PhoneNumberCapabilities()
                .setCalling(PhoneNumberCapabilityType.INBOUND_OUTBOUND)
                .setSms(PhoneNumberCapabilityType.NONE);
    }

    static SyncPoller<PhoneNumberOperation, PhoneNumberSearchResult> search(
            PhoneNumbersClient client, String areaCode, int quantity) {
        return quickly(client.beginSearchAvailablePhoneNumbers(
                "US",
                PhoneNumberType.GEOGRAPHIC,
                PhoneNumberAssignmentType.APPLICATION,
                calls(),
                new PhoneNumberSearchOptions().setAreaCode(areaCode).setQuantity(quantity),
                Context.NONE));
    }

    static <T, U> SyncPoller<T, U> quickly(SyncPoller<T, U> poller) {
        return poller.setPollInterval(POLL);
    }
}
