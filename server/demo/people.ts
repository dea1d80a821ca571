// The invented people of the sample course: names as a class of today writes them, in many scripts, short and long.

interface Invented {
  readonly name: string;
  /** The part of the address before the @. */
  readonly mailbox: string;
}

const invented = (list: string): Invented[] =>
  list
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', mailbox = ''] = line.split('|').map((part) => part.trim());
      return { name, mailbox };
    });

export const instructor: Invented = { name: 'Ingrid Okonkwo-Halvorsen', mailbox: 'ingrid.halvorsen' };
export const assistant: Invented = { name: 'Rafael Brandt', mailbox: 'rafael.brandt' };

/** The first eight present: their names stand on slides, whose typeface has Latin, Greek and Cyrillic letters. */
export const students: readonly Invented[] = invented(`
  Mei-Ling Fernandez            | meiling.fernandez
  Kwabena Asante                | kwabena.asante
  Αλεξάνδρα Παπαγεωργίου        | alexandra.papageorgiou
  Óscar de la Fuente y Ibarra   | oscar.delafuente
  Мирослава Ткаченко            | myroslava.tkachenko
  Siobhán Ní Dhomhnaill         | siobhan.nidhomhnaill
  Trương Quốc Khánh             | khanh.truong
  Łucja Wiśniewska              | lucja.wisniewska
  Tomás O’Hara                  | tomas.ohara
  Hrafnhildur Sigurjónsdóttir   | hrafnhildur.sigurjonsdottir
  ليلى المنصوري                 | layla.almansouri
  अनन्या देशपांडे                  | ananya.deshpande
  정하윤                         | hayun.jeong
  Nathan Bright                 | nathan.bright
  欧阳子涵                       | zihan.ouyang
  נועה ברקוביץ                  | noa.berkovitz
  ก้องภพ ศรีสุวรรณ                | kongphop.srisuwan
  佐々木 美咲                    | misaki.sasaki
  தமிழ்ச்செல்வி இராமநாதன்           | tamilselvi.ramanathan
  Maximiliane Freifrau von Thurn-Hohenberg und zu Lindenau | maximiliane.lindenau
  ნინო გელაშვილი                | nino.gelashvili
  Zoë Nkemelu                   | zoe.nkemelu
  Արամ Պետրոսյան                | aram.petrosyan
  Bo Li                         | bo.li
`);
