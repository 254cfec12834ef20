package dev.tandem.number;

import dev.tandem.number.store.ShelfStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What there is to buy, whether in stock at this moment or not. */
@Singleton
@Transactional
public class Catalogue {
    private final ShelfStore shelves;

    /** For the container. */
    @Inject
    public Catalogue(ShelfStore shelves) {
        this.shelves = shelves;
    }

    /** ISO 3166-1 codes of the countries with numbers, in order. */
    public List<String> countries(int skip, int max) {
        return shelves.countries(skip, max);
    }

    /** Towns of a country in order; {@code types} as wanted, {@code division} empty for all divisions. */
    public List<Locality> localities(String country, Collection<NumberType> types, String division, int skip, int max) {
        return shelves.localities(country, types, division, skip, max);
    }

    /** Area codes in order; empty locality and division in {@code within} for the whole country. */
    public List<String> areaCodes(String country, NumberType type, Place within, int skip, int max) {
        return shelves.areaCodes(country, type, within, skip, max);
    }

    /**
     * Who operates numbers of the stock, sold ones included: the provider they come from, or the trunk their calls arrive
     * over. Numbers of which neither is known are left out.
     */
    public Map<E164, String> operators(List<E164> numbers) {
        return shelves.operators(numbers);
    }

    /** What a country's numbers can do and cost; empty when the country has none. */
    public List<Offer> offers(String country) {
        return shelves.offers(country);
    }
}
