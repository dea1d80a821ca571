// Names of groups: trees and shrubs, short, and easy to tell apart when called across a room.

const TREES =
  `Alder Ash Aspen Beech Birch Cedar Cherry Cypress Elm Fir Hazel Holly Juniper Larch Laurel Lime Linden Maple Oak Olive
  Palm Pear Pine Plum Poplar Quince Redwood Rowan Spruce Sycamore Walnut Willow Yew Acacia Almond Apple Apricot Avocado
  Balsa Bamboo Banana Banyan Baobab Bay Boxwood Buckeye Cacao Camphor Carob Cashew Catalpa Chestnut Cinnamon Citron Clove
  Coconut Coffee Cork Cornel Damson Date Dogwood Ebony Elder Eucalyptus Fig Filbert Gean Ginkgo Greengage Guava Gum Hawthorn Heather
  Hemlock Hickory Hornbeam Ironwood Ivy Jacaranda Jasmine Judas Jujube Kapok Kauri Kola Kumquat Laburnum Lemon Lilac Locust
  Loquat Lychee Macadamia Magnolia Mahogany Mallow Mango Mangrove Medlar Mimosa Mulberry Myrtle Nectarine Neem Nutmeg Orange
  Osier Papaya Pawpaw Peach Pecan Persimmon Pistachio Pomelo Privet Rambutan Rattan Rosewood Rubber Saguaro Sandalwood
  Sassafras Sequoia Sorrel Spindle Sumac Tamarind Tamarisk Tangerine Teak Thuja Tulip Tupelo Vanilla Viburnum Wattle
  Whitebeam Wisteria Witchhazel Yucca Zelkova`
    .trim()
    .split(/\s+/);

/** The name of the group with this number (0, 1, 2, ...); past the end of the list "Alder 2" and so on. */
export function groupName(id: number): string {
  const name = TREES[id % TREES.length] ?? '';
  const lap = Math.floor(id / TREES.length);
  return lap === 0 ? name : `${name} ${String(lap + 1)}`;
}

/** The number of the table where a group sits: people count from 1. */
export const tableOf = (id: number): number => id + 1;
