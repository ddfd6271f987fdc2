import { type Random, randomFrom } from '../../../../platform/random.ts'

/** Parts of names in one script: each name is put together of two, so that there are as many as in life. */
type Parts = { begin: string; women: string; men: string; family: string; endings: string }

const partsByScript = {
  Latin: {
    begin: 'Rag Sol Inge As Sig Gun Mar Ber Tor Hal Ei Sver Ot Tryg Lei Her Jor Ran Bod Dag',
    women: 'hild veig borg frid ny vor unn dis laug',
    men: 'bjørn vard rik geir stein mund leiv ulf ar',
    family:
      'Brand Wer Zach Und Brat Haug Ib Nys Lind Aas Kvam Ster Frø Myr Tveit Rød Sund Vik Øst Grim Fos Lar Bakk Mo',
    endings: 'vold sen geland heim stad rud nes dal berg set lien strand',
  },
  Cyrillic: {
    begin: 'Све Люд Вла Яро Бог Люб Рад Мил Свят Все Зла Добр Гор Стан Бор Весе Тихо Рост Мсти Брон',
    women: 'слава мила дана лина рина яна ница вера жана',
    men: 'слав мир дан лин рин ян гост вит мил',
    family:
      'Куз Сок Леб Мор Нов Волк Зай Пав Голуб Вин Богд Фёд Бел Тар Крас Орл Мак Зуб Гор Шев Пет Рыб Сав Кал',
    endings: 'нецов олов едев озов иков ский анов енко чук ушкин атов арев',
  },
  Arabic: {
    begin: 'نور شمس عبد فضل زين بدر كمال جمال سيف تاج ضياء عز صدر نجم مجد حسن سعد فخر وجيه رضا',
    women: 'ة ية اء الصباح انة ى الزهراء وى',
    men: 'ان الله ي الرحمن ون الحق ين الكريم',
    family:
      'الحد النج الخط العط الصب المصر الشام البغد القاسم الزهر الفاس العلو الكوف الحلب القرش الهاشم الطبر الدمش التميم الأنص البصر الموصل المدن المك',
    endings: 'اد ار يب اغ ي اني وي ادي اوي ري لي سي',
  },
  Han: {
    begin: '秀 桂 玉 丽 淑 婷 雪 晓 建 志 伟 国 文 海 俊 立 明 春 永 德',
    women: '英 兰 华 珍 梅 燕 芳 娟 霞',
    men: '国 强 明 杰 涛 军 刚 平 峰',
    family:
      '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕',
    endings: '',
  },
} satisfies Record<string, Parts>

export type ScriptName = keyof typeof partsByScript
export const scripts = Object.keys(partsByScript) as ScriptName[]

function nameIn(script: ScriptName, random: Random): { given: string; family: string; gender: 'f' | 'm' } {
  const parts: Parts = partsByScript[script]
  const one = (list: string) => random.pick(list.split(' '))
  const gender = random.pick(['f', 'm'] as const)
  const given = one(parts.begin) + one(gender === 'f' ? parts.women : parts.men)
  return { given, family: one(parts.family) + one(parts.endings), gender }
}

type People = { of: number; seed: number; script?: ScriptName; first?: number; given?: readonly string[] }

const header = 'customer,given name,family name,date of birth,gender,email,phone,city'
const cities = ['Molde', 'Bodø', 'Hamar', 'Skien', 'Narvik', 'Alta', 'Tromsø', 'Voss']

/**
 * Lines of so many people, each entered twice, the second time with a mistake or a gap. What scripts differ in is the names
 * alone: dates, numbers and gaps are drawn alike. `given`: all there are of given names, of women and men in turn.
 */
function linesOfPeople({ of, seed, script = 'Latin', first = 0, given: names }: People): string[] {
  const random = randomFrom(seed)
  return Array.from({ length: of }, (_, n) => {
    const drawn = nameIn(script, random)
    const given = names ? random.pick(names) : drawn.given
    const gender = names ? (names.indexOf(given) % 2 === 0 ? 'f' : 'm') : drawn.gender
    const born = `${random.between(1940, 2000)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`
    const phone = `+47 9${random.between(1_000_000, 9_999_999)}`
    const email = random.chance(0.6) ? `p${first + n}@mail${random.below(90)}.example` : ''
    const slip = random.next()
    const [bornAgain, phoneAgain] = [random.chance(0.8), random.chance(0.5)]
    const city = random.pick(cities)
    const row = (cells: string[]) => [`c${first + n}`, ...cells].join(',')
    const again = slip < 0.3 ? mistake(given, slip / 0.3) : given
    return [
      row([given, drawn.family, born, gender, email, phone, city]),
      row([again, drawn.family, bornAgain ? born : '', gender, email, phoneAgain ? phone : '', city]),
    ]
  }).flat()
}

/** A letter is left out, as by somebody who types in haste; in a name of two letters the first one is doubled. */
function mistake(name: string, where: number): string {
  const letters = [...name]
  const at = 1 + Math.floor(where * (letters.length - 1))
  return letters.length > 2 ? letters.toSpliced(at, 1).join('') : `${letters[0]}${letters[0]}`
}

const two = (value: number) => String(value).padStart(2, '0')

/** A file of groups of people, each entered twice, with the column `customer` that says who is who. */
export function fileOfPeople(...groups: readonly People[]): string {
  const lines = groups.flatMap((group, at) => linesOfPeople({ ...group, first: at * 1_000_000 }))
  return [header, ...lines, ''].join('\n')
}
