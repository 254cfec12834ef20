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
import com.azure.core.util.Context;
import com.azure.core.util.polling.SyncPoller;
import dev.tandem.AzureClients;
import java.nio.file.Path;
import java.time.Duration;

/** The official Java SDK, unmodified, polling faster than its one second. */
final class OfficialSdk {
    private static final Duration POLL = Duration.ofMillis(20);

    private OfficialSdk() {}

    static PhoneNumbersClient client(String connectionString, Path authority) {
        return new PhoneNumbersClientBuilder()
                .connectionString(connectionString)
                .httpClient(AzureClients.trusting(authority))
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
