import type * as z from "zod";
import { isCountry } from "../../model/country.ts";
import { Fault } from "../../model/fault.ts";
import { type FreightOption, UNQUOTED_DELIVERY } from "../../model/freight.ts";
import type { ListingStatus, Product } from "../../model/product.ts";
import { UNKNOWN_SUPPLIER } from "../../model/supplier.ts";
import { unitClassOf } from "../../model/unit-words.ts";
import type { Call } from "../../model/wire.ts";
import { readDate } from "../../normalize/terms/date.ts";
import { readDayRange } from "../../normalize/terms/day-range.ts";
import { asRecord } from "../../normalize/text/json-shape.ts";
import { unknownProduct, wholeProduct } from "../reading/answer/whole-product.ts";
import { imageUrls, webUrl } from "../reading/image-urls.ts";
import { checkCountry, listingId } from "../reading/listing-id.ts";
import { type Notes, startNotes } from "../reading/notes.ts";
import { readMeasure, readPositiveCount, readRating, readRatings } from "../reading/prices/figures.ts";
import { offerOfSkus, totalStock } from "../reading/prices/sku-prices.ts";
import { readProse } from "../reading/prose.ts";
import { askedLanguage } from "./language.ts";
import { ProductResult, responseOf } from "./payload.ts";
import { readBrand, readCertificates } from "./properties.ts";
import { currencyOf, limitPerBuyer, listPrice, readSkus, taxIncluded } from "./skus.ts";
import { unitName } from "./units.ts";

type Payload = z.output<typeof ProductResult>;

/** @throws Fault `bad_answer` where the answer holds no listing. */
export function readProduct(body: unknown, call: Call): Product {
  const result = asRecord(responseOf(body)["result"]);
  if (Object.keys(result).length === 0) throw badAnswer("holds no listing");
  const payload = ProductResult.parse(result);
  const { ae_item_base_info_dto: base, ae_store_info: store, package_info_dto: parcel } = payload;
  const notes = startNotes();
  // The site for the United States has ids of its own beside the common one.
  const ids = [base.product_id, payload.product_id_converter_result.main_product_id];
  const blank = unknownProduct("aliexpress", listingId("aliexpress-iop", ids, call));
  checkCountry("aliexpress-iop", [payload.logistics_info_dto.ship_to_country], call);
  const currency = currencyOf(payload.ae_item_sku_info_dtos, notes);
  const skus = readSkus(payload.ae_item_sku_info_dtos, currency, notes);
  const priced = offerOfSkus(skus);
  const { unit, unitsPerPack } = readUnit(parcel, notes);
  warnOfOwnLadders(skus, priced.priceBasis, notes);
  if (priced.priceBasis === "none" && notes.unreadable.has("skus.items.unit_price")) notes.markUnreadable("offer.tiers");
  return wholeProduct(
    {
      ...blank,
      title: base.subject === null ? "" : { [askedLanguage(call.language)]: base.subject },
      description: readProse(base.detail, askedLanguage(call.language)),
      category: base.category_id,
      status: readStatus(base.product_status_type),
      offer: {
        ...blank.offer,
        ...priced,
        currency,
        unit,
        unitClass: unitClassOf(unit),
        unitsPerPack,
        limitPerBuyer: limitPerBuyer(payload.ae_item_sku_info_dtos),
        listPrice: currency === null ? null : listPrice(payload.ae_item_sku_info_dtos, currency),
        // Sold from one unit on: the sale price is the price at one.
        minOrderQuantity: priced.priceBasis === "none" ? null : 1,
        taxIncluded: taxIncluded(payload.ae_item_sku_info_dtos, notes),
      },
      skus,
      stock: totalStock(skus),
      supplier: {
        ...UNKNOWN_SUPPLIER,
        id: store.store_id,
        name: store.store_name,
        country: notes.read("supplier.country", store.store_country_code, readCountry),
        ratings: readRatings({
          item_as_described_rating: store.item_as_described_rating,
          communication_rating: store.communication_rating,
          shipping_speed_rating: store.shipping_speed_rating,
        }),
      },
      shipping: { ...blank.shipping, options: readTransit(payload, notes) },
      certifications: readCertificates(payload.ae_item_properties),
      package: {
        ...blank.package,
        weightKg: notes.read("package.weight_kg", parcel.gross_weight, readMeasure),
        lengthCm: notes.read("package.length_cm", parcel.package_length, readMeasure),
        widthCm: notes.read("package.width_cm", parcel.package_width, readMeasure),
        heightCm: notes.read("package.height_cm", parcel.package_height, readMeasure),
      },
      images: imageUrls(payload.ae_multimedia_info_dto.image_urls?.split(";").map((url) => url.trim()) ?? []),
      video:
        payload.ae_multimedia_info_dto.ae_video_dtos.map(({ media_url }) => webUrl(media_url)).find((url) => url !== null) ??
        null,
      brand: readBrand(payload.ae_item_properties),
      rating: readRating(base.avg_evaluation_rating, base.evaluation_count),
      updatedAt: readDate(base.gmt_modified),
    },
    notes,
  );
}

function readStatus(status: string | null): ListingStatus {
  if (status === null) return "unknown";
  return status === "onSelling" ? "on_sale" : "off_shelf";
}

const readCountry = (code: string): string | null => (isCountry(code.toUpperCase()) ? code.toUpperCase() : null);

/** `package_type` true: one sales unit is a lot of `base_unit` pieces. */
function readUnit(
  parcel: Payload["package_info_dto"],
  notes: Notes,
): { readonly unit: string | null; readonly unitsPerPack: number | null } {
  const unit = notes.read("offer.unit", parcel.product_unit, unitName);
  if (parcel.package_type !== true) return { unit, unitsPerPack: null };
  const pieces = readPositiveCount(parcel.base_unit);
  notes.warn("sold_in_lots", `One unit is a lot of ${pieces ?? "an unknown number of"} ${unit ?? "piece"}s.`);
  // A lot of pairs is no number of pieces.
  return { unit: "lot", unitsPerPack: unit === null || unit === "piece" ? pieces : null };
}

/** Bulk prices that are not one for all SKUs stand in the SKUs, where a table of tiers does not show them. */
function warnOfOwnLadders(skus: Product["skus"], basis: Product["offer"]["priceBasis"], notes: Notes): void {
  const tiers = skus.find((sku) => sku.tiers.length > 1)?.tiers;
  const bulk = tiers?.[1];
  if (basis !== "sku" || bulk === undefined) return;
  const example = `${bulk.unitPrice} from ${bulk.minQuantity} on instead of ${tiers?.[0]?.unitPrice}`;
  notes.warn("sku_bulk_prices", `Some SKUs cost less in larger numbers, each by its own steps (one: ${example}).`);
}

/** Days on the way to the country that was asked for, at a fee that only the freight question tells. */
function readTransit({ logistics_info_dto }: Payload, notes: Notes): FreightOption[] {
  const days = notes.read("shipping.options", logistics_info_dto.delivery_time, readDayRange);
  return days === null ? [] : [{ ...UNQUOTED_DELIVERY, days, scope: "door" }];
}

const badAnswer = (what: string): Fault =>
  new Fault({ kind: "bad_answer", gateway: "aliexpress-iop", message: `The answer of aliexpress-iop ${what}.` });
