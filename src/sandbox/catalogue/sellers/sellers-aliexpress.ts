import { bilingual } from "../offers.ts";
import { type Seller, seller } from "./seller.ts";

/** AliExpress shows a store's name, country and three ratings, and nothing else. */
const store = (id: string, name: string, described: string, communication: string, dispatch: string): Seller =>
  seller({ id, name: bilingual(name, name), ratings: { described, communication, dispatch } });

/** Stores on AliExpress. All are invented. */
export const SELLERS_ALIEXPRESS = {
  brightCup: store("1102610001", "BrightCup Official Store", "4.8", "4.7", "4.8"),
  homeHarbour: store("1102610002", "HomeHarbour Store", "4.5", "4.6", "4.4"),
  caseLab: store("1102610003", "CaseLab Factory Store", "4.7", "4.7", "4.6"),
  soundNest: store("1102610004", "SoundNest Audio Store", "4.6", "4.5", "4.7"),
  flexMove: store("1102610005", "FlexMove Sports Store", "4.4", "4.5", "4.3"),
  lumaDesk: store("1102610006", "LumaDesk Store", "4.7", "4.6", "4.5"),
  pawCorner: store("1102610007", "PawCorner Store", "4.6", "4.4", "4.5"),
  newStore: seller({ id: "1102610008", name: bilingual("Shop1102610008 Store", "Shop1102610008 Store") }),
} as const;
