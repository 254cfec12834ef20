package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.LongRunning;
import dev.tandem.host.PublicUrl;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.Locality;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.catalogue.Catalogue;
import dev.tandem.number.plan.PlaceNames;
import dev.tandem.number.stock.Offer;
import dev.tandem.principal.CurrentPrincipal;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What there is to buy, country by country, and searching it. */
@Path("/availablePhoneNumbers/countries")
@AcsApi({ApiVersions.V2021, ApiVersions.V2022, ApiVersions.V2023, ApiVersions.V2025})
@Tag(name = "Phone numbers")
public class CountriesResource {
    private final Catalogue catalogue;
    private final NumberOperations operations;
    private final InventorySettings settings;
    private final CurrentPrincipal principal;
    private final PublicUrl url;

    /** Made by the container. */
    @Inject
    public CountriesResource(
            Catalogue catalogue,
            NumberOperations operations,
            InventorySettings settings,
            CurrentPrincipal principal,
            PublicUrl url) {
        this.catalogue = catalogue;
        this.operations = operations;
        this.settings = settings;
        this.principal = principal;
        this.url = url;
    }

    /** Finds numbers and holds them. */
    @POST
    @Requires(Permission.NUMBERS)
    @Path("/{countryCode}/:search")
    @Operation(summary = "Find numbers and hold them for a while")
    @APIResponse(responseCode = "202", description = "Searched; poll Operation-Location, then read Location")
    @APIResponse(responseCode = "400", description = "Nothing of this kind can ever be found")
    public Response search(
            @PathParam("countryCode") String countryCode,
            PhoneNumberWire.@Nullable SearchRequest body,
            @Context UriInfo uri) {
        SearchCriteria criteria = SearchRequests.read(countryCode, PhoneNumberWire.required(body), settings);
        String id = operations.search(principal.tenant(), criteria);
        return LongRunning.accepted(
                        uri,
                        OperationType.SEARCH.operationId(id),
                        "search-id",
                        id,
                        NumberOperations.searchResultPath(id))
                .build();
    }

    /** Countries with numbers, named in the language asked for. */
    @GET
    @Requires(Permission.READ)
    @Operation(summary = "Countries with numbers to buy")
    public PhoneNumberWire.CountriesPage countries(@Context UriInfo uri, @Context HttpHeaders headers) {
        Page<String> page = Page.read(uri, url, catalogue::countries);
        Locale language = Countries.language(headers);
        List<PhoneNumberWire.Country> countries = page.items().stream()
                .map(country -> new PhoneNumberWire.Country(Countries.name(country, language), country))
                .toList();
        return new PhoneNumberWire.CountriesPage(countries, page.nextLink());
    }

    /** Towns with geographic numbers. */
    @GET
    @Requires(Permission.READ)
    @Path("/{countryCode}/localities")
    @Operation(summary = "Towns with geographic numbers")
    public PhoneNumberWire.LocalitiesPage localities(
            @PathParam("countryCode") String countryCode,
            @QueryParam("administrativeDivision") @DefaultValue("") String division,
            @QueryParam("phoneNumberType") @Nullable String phoneNumberType,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        String country = Countries.read(countryCode);
        List<NumberType> types = Words.NUMBER_TYPE
                .readOptional(phoneNumberType, "phoneNumberType")
                .map(List::of)
                .orElse(List.of(NumberType.values()));
        Page<Locality> page =
                Page.read(uri, url, (skip, max) -> catalogue.localities(country, types, division, skip, max));
        Locale language = Countries.language(headers);
        List<PhoneNumberWire.Locality> towns = page.items().stream()
                .map(town -> PhoneNumberWire.Locality.of(PlaceNames.localized(country, town, language), town.place()))
                .toList();
        return new PhoneNumberWire.LocalitiesPage(towns, page.nextLink());
    }

    /** Area codes of one type of number. */
    @GET
    @Requires(Permission.READ)
    @Path("/{countryCode}/areaCodes")
    @Operation(summary = "Area codes of one type of number")
    public PhoneNumberWire.AreaCodesPage areaCodes(
            @PathParam("countryCode") String countryCode,
            @QueryParam("phoneNumberType") @Nullable String phoneNumberType,
            @QueryParam("assignmentType") @Nullable String assignmentType,
            @QueryParam("locality") @DefaultValue("") String locality,
            @QueryParam("administrativeDivision") @DefaultValue("") String division,
            @Context UriInfo uri) {
        String country = Countries.read(countryCode);
        NumberType type = Words.NUMBER_TYPE.read(phoneNumberType, "phoneNumberType");
        Words.ASSIGNMENT_TYPE
                .readOptional(assignmentType, "assignmentType")
                .ifPresent(use -> SearchRequests.requireAllowed(type, use));
        Place within = new Place(locality, division, "");
        Page<String> page = Page.read(uri, url, (skip, max) -> catalogue.areaCodes(country, type, within, skip, max));
        return new PhoneNumberWire.AreaCodesPage(
                page.items().stream().map(PhoneNumberWire.AreaCode::new).toList(), page.nextLink());
    }

    /** What a country's numbers can do and cost. */
    @GET
    @Requires(Permission.READ)
    @Path("/{countryCode}/offerings")
    @Operation(summary = "What numbers can do and cost")
    public PhoneNumberWire.OfferingsPage offerings(
            @PathParam("countryCode") String countryCode,
            @QueryParam("phoneNumberType") @Nullable String phoneNumberType,
            @QueryParam("assignmentType") @Nullable String assignmentType,
            @Context UriInfo uri) {
        Optional<NumberType> type = Words.NUMBER_TYPE.readOptional(phoneNumberType, "phoneNumberType");
        Optional<AssignmentType> use = Words.ASSIGNMENT_TYPE.readOptional(assignmentType, "assignmentType");
        List<PhoneNumberWire.Offering> offerings = catalogue.offers(Countries.read(countryCode)).stream()
                .filter(offer -> type.isEmpty() || type.get() == offer.type())
                .flatMap(offer -> offerings(offer, use))
                .toList();
        Page<PhoneNumberWire.Offering> page = Page.read(
                uri,
                url,
                (skip, max) -> offerings.stream().skip(skip).limit(max).toList());
        return new PhoneNumberWire.OfferingsPage(page.items(), page.nextLink());
    }

    private static Stream<PhoneNumberWire.Offering> offerings(Offer offer, Optional<AssignmentType> use) {
        return Stream.of(AssignmentType.values())
                .filter(offer.type()::allows)
                .filter(allowed -> use.isEmpty() || use.get() == allowed)
                .map(allowed -> PhoneNumberWire.Offering.of(offer, allowed));
    }
}
