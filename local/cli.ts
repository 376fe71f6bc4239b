import { availableParallelism } from 'node:os'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { LAYOUT_NAMES } from './data/import/layout.ts'
import { failure } from './failure.ts'

/** The `openbell` command line. Each command's code is loaded only when it is called. */
const program = new Command('openbell')
  .description('Openbell trades US equities and leveraged ETFs intraday in one E*TRADE account.')
  .helpCommand(false)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    examples(
      'openbell start',
      'openbell demo --days 2 --seed 7',
      'openbell calendar --from 2026-11-01 --to 2026-12-31',
    ),
  )

const jsonOption = () => new Option('--json', 'answer as JSON on standard output').default(false)

command('start', 'run the whole system on this computer: simulated broker, functions, scheduler')
  .option('--data <folder>', 'folder of recorded minute bars instead of the generated market')
  .option('--date <date>', 'first day, YYYY-MM-DD')
  .option('--symbols <list>', 'comma-separated symbols', parseList)
  .option('--seed <number>', 'seed of the generated market', parseWhole)
  .option('--days <number>', 'stop after this many market days (default: go on until Ctrl-C)', parsePositive)
  .option('--speed <factor>', 'market seconds a second of yours, or "max"', parseSpeed, 600)
  .option('--port <number>', 'port of the functions', parsePort, 8787)
  .option('--live', 'send the orders to the simulated broker instead of simulating the fills here', false)
  .option('--config <file>', 'configuration file (JSON)')
  .option('--store <folder>', 'where everything is kept', '.openbell')
  .option('--secrets <file>', 'file that may hold the token of your Telegram bot', '.openbell/secrets.json')
  .addHelpText(
    'after',
    examples(
      'openbell start',
      'openbell start --speed 60 --seed 3',
      'openbell start --data ../market-data --date 2022-03-15 --symbols AAPL,TSLA --live',
    ),
  )
  .action(async (options) => (await import('./commands/start.ts')).start(options))

command('demo', 'run whole market days as fast as possible and sum them up')
  .option('--data <folder>', 'folder of recorded minute bars instead of the generated market')
  .option('--date <date>', 'first day, YYYY-MM-DD')
  .option('--days <number>', 'how many market days', parsePositive, 1)
  .option('--symbols <list>', 'comma-separated symbols', parseList)
  .option('--seed <number>', 'seed of the generated market', parseWhole)
  .option('--speed <factor>', '"max", or market seconds a second of yours', parseSpeed, 'max')
  .option('--live', 'send the orders to the simulated broker instead of simulating the fills here', false)
  .option('--config <file>', 'configuration file (JSON)')
  .option('--store <folder>', 'keep everything in this folder (default: nothing is kept)')
  .option('--firestore <project>', 'keep the books in the Firestore of this project or of its emulator')
  .addHelpText(
    'after',
    examples(
      'openbell demo',
      'openbell demo --seed 7 --days 3 --json',
      'openbell demo --data ../market-data --date 2022-03-15 --symbols AAPL,TSLA,GOOG --live',
    ),
  )
  .action(async (options) => (await import('./commands/demo.ts')).demo(options))

command('trigger <function>', 'call a function of a running `openbell start`, or fire its job in the cloud')
  .option('--port <number>', 'port of the functions', parsePort, 8787)
  .option('--cloud', 'have Cloud Scheduler fire the job of this name', false)
  .option('--project <id>', 'of Google Cloud')
  .option('--region <name>', 'of Google Cloud', 'us-east4')
  .addHelpText(
    'after',
    examples(
      'openbell trigger signal-scan',
      'openbell trigger position-monitor --port 9000 --json',
      'openbell trigger watchdog --cloud --project your-project-id',
    ),
  )
  .action(async (name, options) => (await import('./commands/trigger.ts')).trigger(name, options))

command('token', 'sign in at E*TRADE, see whether the token of the day works, or end it')
  .addArgument(new Argument('<action>').choices(['login', 'status', 'revoke']))
  .addOption(
    new Option('--environment <name>', 'of the broker')
      .choices(['sandbox', 'production', 'simulator'])
      .default('sandbox'),
  )
  .option('--url <url>', 'where a simulator listens')
  .option(
    '--secrets <file>',
    'file of the keys and the token, readable by you alone',
    '.openbell/secrets.json',
  )
  .option('--cloud', 'keep them in Secret Manager, where the deployed functions read them', false)
  .option('--project <id>', 'of Google Cloud')
  .addHelpText(
    'after',
    examples(
      'openbell token login',
      'openbell token status --environment production',
      'openbell token login --environment production --cloud --project your-project-id',
      'openbell token login --environment simulator --url http://127.0.0.1:9100',
    ),
  )
  .action(async (action, options) => (await import('./commands/token.ts')).token(action, options))

command('dashboard', 'sign in to the dashboard: a link that is good once, or a token for programs')
  .option('--store <folder>', 'of the run that is going on', '.openbell')
  .option('--url <url>', 'where the dashboard is', 'http://127.0.0.1:8787')
  .option('--token', 'a bearer token for the API instead of a link', false)
  .option('--cloud', 'sign in to the deployed system', false)
  .option('--project <id>', 'of Google Cloud')
  .addHelpText(
    'after',
    examples(
      'openbell dashboard',
      'openbell dashboard --token',
      'openbell dashboard --cloud --project your-project-id --url https://your-project-id.web.app',
    ),
  )
  .action(async (options) => (await import('./commands/dashboard.ts')).dashboard(options))

command('telegram', 'connect your bot with its deployed function, or look whether it answers')
  .addArgument(new Argument('<action>').choices(['connect', 'status', 'disconnect']))
  .option('--url <url>', 'address of the function telegram-webhook')
  .option('--secrets <file>', "file of the bot's token, readable by you alone", '.openbell/secrets.json')
  .option('--cloud', 'take it from Secret Manager, where the deployed functions read it', false)
  .option('--project <id>', 'of Google Cloud')
  .addHelpText(
    'after',
    examples(
      'openbell telegram status',
      'openbell telegram connect --cloud --project your-project-id --url https://telegram-webhook-your-hash.a.run.app',
      'openbell telegram disconnect --cloud --project your-project-id',
    ),
  )
  .action(async (action, options) => (await import('./commands/telegram.ts')).telegram(action, options))

command('setup', "ask what a deployment has to know, write terraform's variables, say what comes next")
  .option('--project <id>', 'id of the Google Cloud project')
  .option('--region <region>', 'where everything is placed')
  .option('--alert-email <address>', 'where Google writes to when Openbell may be unable to speak')
  .option('--owner <principal>', 'your Google account, as in user:you@example.com')
  .option('--telegram-user <id>', 'your user id at Telegram')
  .option('--telegram-chat <id>', 'the chat to write to; a group has a negative id')
  .option('--environment <name>', 'of the broker, sandbox or production')
  .option('--billing-account <id>', 'account that a monthly budget is set on, or "none"')
  .option('--budget <dollars>', 'US dollars a month after which Google writes')
  .option(
    '--terraform <folder>',
    'where variables.tf is and terraform.tfvars goes (default: of this project)',
  )
  .option('--force', 'replace a terraform.tfvars that is there', false)
  .addHelpText(
    'after',
    examples(
      'openbell setup',
      'openbell setup --project your-project-id --region us-east4 --force',
      'openbell setup --project your-project-id --environment sandbox --billing-account none --json',
    ),
  )
  .action(async (options) => (await import('./commands/setup.ts')).setup(options))

command('doctor', 'look at everything a run needs: what is well, what is not, and what to do')
  .option('--config <file>', 'configuration file (JSON)')
  .option('--clock-url <url>', 'whose clock is compared with that of this computer (default: the broker)')
  .option('--store <folder>', 'where everything is kept', '.openbell')
  .option('--firestore <project>', 'look at the Firestore of this project or of its emulator instead')
  .addOption(
    new Option('--environment <name>', 'of the broker (default: that of the configuration)').choices([
      'sandbox',
      'production',
      'simulator',
    ]),
  )
  .option('--url <url>', 'where a simulator listens')
  .option(
    '--secrets <file>',
    'file of the keys and the token, readable by you alone',
    '.openbell/secrets.json',
  )
  .addHelpText(
    'after',
    examples(
      'openbell doctor',
      'openbell doctor --config my.json --environment sandbox',
      'openbell doctor --environment simulator --url http://127.0.0.1:9100 --json',
    ),
  )
  .action(async (options) => (await import('./commands/doctor.ts')).doctor(options))

command('simulator', 'serve only the E*TRADE simulator, for this or any other client')
  .option('--port <number>', 'port to listen on; 0 takes a free one', parsePort, 0)
  .option('--data <folder>', 'folder of recorded minute bars instead of the generated market')
  .option('--date <date>', 'market day, YYYY-MM-DD')
  .option('--symbols <list>', 'comma-separated symbols', parseList)
  .option('--seed <number>', 'seed of the generated market', parseWhole)
  .addOption(
    new Option(
      '--clock <kind>',
      'real: the day starts at the open and runs; virtual: it stands still until POST /simulator/clock',
    )
      .choices(['real', 'virtual'])
      .default('real'),
  )
  .addOption(
    new Option(
      '--limits <kind>',
      'calls a module takes: as told by support, as on the former portal, or any number',
    )
      .choices(['support', 'portal', 'none'])
      .default('support'),
  )
  .addOption(
    new Option(
      '--personality <kind>',
      'broker: a market and an account; sandbox: canned answers, quotes of 2012',
    )
      .choices(['broker', 'sandbox'])
      .default('broker'),
  )
  .option('--partial-fills', 'a quote fills no more shares than it shows', false)
  .option(
    '--faults <file>',
    'fault plan (JSON): what goes wrong, by chance from the seed or at numbered calls',
  )
  .addHelpText(
    'after',
    examples(
      'openbell simulator --port 9100 --seed 7',
      'openbell simulator --data ../market-data --date 2022-03-15 --clock virtual',
      'openbell simulator --faults docs/fault-plan.example.json --seed 7 --partial-fills',
      'openbell simulator --limits portal',
      'openbell simulator --personality sandbox',
    ),
  )
  .action(async (options) => (await import('./commands/simulator.ts')).simulator(options))

command('calendar', 'the days on which the exchange is closed or closes early')
  .requiredOption('--from <date>', 'first date, YYYY-MM-DD')
  .requiredOption('--to <date>', 'last date, YYYY-MM-DD')
  .option('--config <file>', 'configuration file (JSON) whose own closures and early closes count too')
  .addHelpText(
    'after',
    examples(
      'openbell calendar --from 2026-01-01 --to 2026-12-31',
      'openbell calendar --from 2026-01-01 --to 2026-12-31 --config my.json',
      'openbell calendar --from 2026-11-01 --to 2026-11-30 --json',
    ),
  )
  .action(async (options) => (await import('./commands/calendar.ts')).calendar(options))

command('indicators', 'every indicator of the product for a file of bars')
  .requiredOption('--input <file>', 'CSV or CSV.gz with date or time, open, high, low, close, volume')
  .addHelpText(
    'after',
    examples('openbell indicators --input bars.csv', 'openbell indicators --input AAPL.csv.gz --json'),
  )
  .action(async (options) => (await import('./commands/indicators.ts')).indicators(options))

command('explain [decision-id]', 'why a recorded decision was made; without an id the list of decisions')
  .option('--store <folder>', 'folder of a run, or of several: then the newest', '.openbell')
  .option('--symbol <symbol>', 'list only the decisions on this symbol')
  .option('--date <date>', 'list only the decisions of this day, YYYY-MM-DD')
  .addHelpText(
    'after',
    examples(
      'openbell explain',
      'openbell explain --symbol FAZ --date 2026-03-02 --json',
      'openbell explain 2026-03-02-100600-FAZ --store my-run',
    ),
  )
  .action(async (id, options) => (await import('./commands/explain.ts')).explain(id, options))

command('promotion', 'whether a kept DEMO run has earned real money: every condition, seen and needed')
  .option('--store <folder>', 'folder of the run, or of runs, of which the newest is taken', '.openbell')
  .addHelpText(
    'after',
    examples('openbell promotion', 'openbell promotion --store my-run', 'openbell promotion --json'),
  )
  .action(async (options) => (await import('./commands/promotion.ts')).promotion(options))

command('replay <day>', 'run a recorded day again on what its runs were told; every byte must be the same')
  .option('--store <folder>', 'folder of the run, or of runs, of which the newest is taken', '.openbell')
  .option('--firestore <project>', 'the books are in the Firestore of this project or of its emulator')
  .option('--run <key>', 'stop after this run, such as signal-scan-1772462880000')
  .option('--config <file>', 'other rules than the recorded ones: shows the first run that they change')
  .addHelpText(
    'after',
    examples(
      'openbell replay 2026-03-02',
      'openbell replay 2026-03-02 --store .openbell/seed-13-2026-03-02 --json',
      'openbell replay 2026-03-02 --firestore your-project-id',
    ),
  )
  .action(async (day, options) => (await import('./commands/replay.ts')).replay(day, options))

command('parity <day>', 'why a live day differed from the backtest on the same quotes, as told every evening')
  .option('--store <folder>', 'folder of the run, or of runs, of which the newest is taken', '.openbell')
  .option('--data <folder>', 'bars before the day, for a run that was not compared in its evening')
  .option('--seed <number>', 'the same for a run on the generated market', parseWhole)
  .addHelpText(
    'after',
    examples(
      'openbell parity 2026-03-02',
      'openbell parity 2026-03-02 --store .openbell/seed-13-2026-03-02 --json',
      'openbell parity 2026-03-02 --store my-run --seed 13',
    ),
  )
  .action(async (day, options) => (await import('./commands/parity.ts')).parity(day, options))

command('config', 'the configuration in force: every key with its value')
  .option('--config <file>', 'configuration file (JSON); without it the defaults')
  .addHelpText('after', examples('openbell config', 'openbell config --config my.json --json'))
  .action(async (options) => (await import('./commands/config.ts')).config(options))

command(
  'universe',
  'the symbols that are traded, what the filters say of them, and which rows are unverified',
)
  .option('--file <file>', 'registry rows as JSON or CSV instead of the configured ones')
  .option('--config <file>', 'configuration file (JSON)')
  .option('--data <folder>', 'folder of recorded days, from which price and volume are known')
  .option('--date <date>', 'with --data: judge on the days before this date, YYYY-MM-DD')
  .addHelpText(
    'after',
    examples(
      'openbell universe',
      'openbell universe --file my-symbols.csv --data ../market-data --date 2022-03-15',
    ),
  )
  .action(async (options) => (await import('./commands/universe.ts')).universe(options))

command(
  'simulate',
  'production code in simulated worlds full of faults: which promises hold, and how often they were tried',
)
  .option('--days <number>', 'how many market days', parsePositive, 20)
  .option('--seed <number>', 'seed of the first world', parseWhole, 1)
  .option('--jobs <number>', 'how many worlds run at the same time', parsePositive, availableParallelism())
  .option('--until-violation', 'end with the first world that breaks a promise', false)
  .option('--mutants', 'take the guards out one by one; each must be missed', false)
  .option('--episode <seed>', 'run one world again', parseWhole)
  .addOption(new Option('--mode <mode>', 'of that world').choices(['DEMO', 'LIVE']).default('LIVE'))
  .option('--keep <list>', 'only these mishaps of that world happen, by number, or "none"', parseList)
  .option('--trace', 'tell everything that happens in that world', false)
  .addHelpText(
    'after',
    examples(
      'openbell simulate --days 200 --seed 7',
      'openbell simulate --mutants --days 60',
      'openbell simulate --episode 70012 --days 2 --trace',
    ),
  )
  .action(async (options) => (await import('./commands/simulate.ts')).simulate(options))

command('backtest', 'what the rules would have earned on past days, after costs, with an audit in every run')
  .option('--data <folder>', 'folder of recorded bars instead of the generated market')
  .option('--symbols <list>', 'comma-separated symbols', parseList)
  .option('--from <date>', 'first date, YYYY-MM-DD')
  .option('--until <date>', 'last date, YYYY-MM-DD')
  .option('--sessions <number>', 'at most so many sessions (generated market: 60)', parsePositive)
  .option('--seed <number>', 'seed of the generated market and of everything drawn', parseWhole)
  .addOption(
    new Option('--fills <kind>', 'at the prints after an order, with costs, or as in DEMO')
      .choices(['next-bar', 'as-quoted'])
      .default('next-bar'),
  )
  .option('--slippage-bps <number>', 'how much worse than the quote, in 1/100 % (default: 5)', parseAmount)
  .option('--commission-usd <number>', 'for each order that trades (default: 0)', parseAmount)
  .option('--start-cash <usd>', 'cash at the start (default: that of the configuration)', parseAmount)
  .option('--config <file>', 'configuration file (JSON)')
  .option('--strategy <file>', 'your own rules instead of those of Openbell; see docs/own-strategy.md')
  .addOption(
    new Option('--interval <kind>', 'bars that your own rules see')
      .choices(['minute', 'day'])
      .default('minute'),
  )
  .option('--gate', 'measure the entry gate on made-up days too, as "evaluate gate" does', false)
  .option('--report <file>', 'write the report with charts into this HTML file')
  .option('--no-keep', 'do not keep the report for the dashboard in .openbell/reports')
  .addHelpText(
    'after',
    examples(
      'openbell backtest',
      'openbell backtest --sessions 120 --seed 7 --report backtest.html',
      'openbell backtest --data ../market-data --from 2022-03-28 --until 2022-04-08 --json',
      'openbell backtest --gate --config my-config.json',
      'openbell backtest --strategy docs/examples/sma-cross.ts --data ../market-data --interval day --symbols SPY',
    ),
  )
  .action(async (options) => (await import('./commands/backtest.ts')).backtest(options))

command('sweep', 'backtests with many settings on all cores, ranked; it goes on where it was stopped')
  .option('--set <key=values>', 'a setting and its values, such as exits.trailDistancePct=0.6,0.8', collect)
  .option('--space <file>', 'the settings with lists or ranges of values (JSON)')
  .option('--random <number>', 'draw so many combinations instead of trying all', parsePositive)
  .option('--seed <number>', 'seed of the random draws and of the generated market', parseWhole)
  .option(
    '--walk-forward <train,test>',
    'choose on so many sessions, test on the next so many, and so on: 60,20',
  )
  .option('--data <folder>', 'folder of recorded bars instead of the generated market')
  .option('--symbols <list>', 'comma-separated symbols', parseList)
  .option('--from <date>', 'first date, YYYY-MM-DD')
  .option('--until <date>', 'last date, YYYY-MM-DD')
  .addOption(
    new Option('--fills <kind>', 'at the prints after an order, with costs, or as in DEMO')
      .choices(['next-bar', 'as-quoted'])
      .default('next-bar'),
  )
  .option('--config <file>', 'configuration file (JSON) that the settings are laid over')
  .option('--sessions <number>', 'at most so many sessions (generated market: 60)', parsePositive)
  .option('--slippage-bps <number>', 'how much worse than the quote, in 1/100 % (default: 5)', parseAmount)
  .option('--commission-usd <number>', 'for each order that trades (default: 0)', parseAmount)
  .option('--start-cash <usd>', 'cash at the start (default: that of the configuration)', parseAmount)
  .option('--jobs <number>', 'how many trials run at the same time', parsePositive, availableParallelism())
  .option('--out <folder>', 'where trials and ranking are kept (default: .openbell/sweeps/…)')
  .option('--shard <i/n>', 'run the i-th of n parts, for several machines')
  .option('--merge <folder...>', 'rank the parts that were run into these folders')
  .addHelpText(
    'after',
    examples(
      'openbell sweep --set entry.scoreMin.standard=0.85,0.9,0.95 --set exits.takeProfitPct.base=3,5 --seed 13',
      'openbell sweep --space space.json --random 200 --seed 7 --data ../market-data --walk-forward 60,20',
      'openbell sweep --space space.json --out results --shard 2/10',
      'openbell sweep --merge results-1 results-2 --out results',
    ),
  )
  .action(async (options) => (await import('./commands/sweep.ts')).sweep(options))

command('paper-loop', 'what the bandit learns from paper trades of catalysts on past days, and against whom')
  .option('--data <folder>', 'folder of daily bars instead of the generated market')
  .option(
    '--symbols <list>',
    'comma-separated symbols (default: the catalysts of the configuration)',
    parseList,
  )
  .option('--from <date>', 'first date, YYYY-MM-DD')
  .option('--to <date>', 'last date, YYYY-MM-DD')
  .option('--seed <number>', 'seed of the draws and of the generated market', parseWhole)
  .option('--html <file>', 'write the report with charts into this HTML file')
  .addHelpText(
    'after',
    examples(
      'openbell paper-loop',
      'openbell paper-loop --seed 7 --html paper-loop.html',
      'openbell paper-loop --data ../market-data --from 2018-01-01 --to 2022-12-31 --json',
    ),
  )
  .action(async (options) => (await import('./commands/paper-loop.ts')).paperLoop(options))

command('cost', 'what a month in the cloud costs, counted on a market day and priced from a dated list')
  .option('--data <folder>', 'folder of recorded minute bars instead of the generated market')
  .option('--date <date>', 'the market day that is counted')
  .option('--symbols <list>', 'comma-separated symbols', parseList)
  .option('--seed <number>', 'seed of the generated market', parseWhole)
  .option('--live', 'count a day in LIVE on the simulated broker', false)
  .option('--config <file>', 'configuration file (JSON)')
  .option('--scan-seconds <number>', 'how long a scan takes in the cloud', parsePositive, 10)
  .option('--monitor-seconds <number>', 'how long a monitor tick takes', parsePositive, 2)
  .option('--other-seconds <number>', 'how long any other call takes', parsePositive, 1)
  .addHelpText(
    'after',
    examples('openbell cost', 'openbell cost --seed 7 --live', 'openbell cost --scan-seconds 30 --json'),
  )
  .action(async (options) => (await import('./commands/cost.ts')).cost(options))

command('evaluate', 'measure how good the decisions are; "gate": the rules of an entry, both ways')
  .addArgument(new Argument('<what>', 'what to measure').choices(['gate']))
  .option('--seeds <number>', 'how many series of each kind', parsePositive, 200)
  .option('--seed <number>', 'seed of the first series', parseWhole, 0)
  .option('--data <folder>', 'count the entries on the recorded minute days of this folder')
  .option('--symbols <list>', 'comma-separated symbols of the folder', parseList)
  .addHelpText(
    'after',
    examples(
      'openbell evaluate gate',
      'openbell evaluate gate --seeds 1000 --seed 5000 --json',
      'openbell evaluate gate --data ../market-data --symbols AAPL,TSLA',
    ),
  )
  .action(async (_what, options) => (await import('./commands/evaluate.ts')).evaluateGate(options))

const data = program
  .command('data')
  .description('bring market data into a folder for --data and check it')
  .helpCommand(false)
data.addHelpText(
  'after',
  examples(
    'openbell data download --symbols AAPL,TSLA --to my-data',
    'openbell data import AAPL.csv --to my-data',
    'openbell data check my-data',
  ),
)

data
  .command('download')
  .description('fetch bars of complete days from Yahoo; what is in the folder is not asked for again')
  .requiredOption('--symbols <list>', 'comma-separated symbols', parseList)
  .requiredOption('--to <folder>', 'folder to put them into')
  .addOption(
    new Option('--interval <kind>', 'minute: the last 30 days; day: as far back as 1990')
      .choices(['minute', 'day'])
      .default('minute'),
  )
  .option('--from <date>', 'first day, YYYY-MM-DD (default: 30 days back, five years with --interval day)')
  .option('--until <date>', 'last day, YYYY-MM-DD (default: the last complete one)')
  .option('--replace', 'ask for days that are in the folder again and replace them', false)
  .addOption(jsonOption())
  .addHelpText(
    'after',
    examples(
      'openbell data download --symbols AAPL,TSLA --to my-data',
      'openbell data download --symbols AAPL,TSLA --to my-data --interval day --from 2015-01-01',
    ),
  )
  .action(async (options) => {
    process.exitCode = await (await import('./commands/data.ts')).dataDownload(options)
  })

data
  .command('import <files...>')
  .description('read CSV files of other programs, plain, .gz or .zip; nothing is written unless all is well')
  .requiredOption('--to <folder>', 'folder to put them into')
  .option('--symbol <symbol>', 'of all the files, when neither rows nor file names tell it')
  .addOption(
    new Option('--layout <name>', 'how the files are laid out')
      .choices(['auto', ...LAYOUT_NAMES])
      .default('auto'),
  )
  .addOption(new Option('--timezone <zone>', 'of times that name none').choices(['America/New_York', 'UTC']))
  .addOption(new Option('--label <end>', 'which end of a bar its time is').choices(['start', 'end']))
  .addOption(new Option('--interval <kind>', 'of the bars, when it is in doubt').choices(['minute', 'day']))
  .option('--replace', 'replace days that the folder has with other values', false)
  .addOption(jsonOption())
  .addHelpText(
    'after',
    examples(
      'openbell data import AAPL.csv TSLA.csv --to my-data',
      'openbell data import minute/spy/20131007_trade.zip --to my-data',
      'openbell data import bars.csv --to my-data --symbol SPY --timezone UTC --label end',
    ),
  )
  .action(async (files, options) => (await import('./commands/data.ts')).dataImport(files, options))

data
  .command('check <folder>')
  .description('read everything in a folder and say what would make a backtest wrong, the worst first')
  .option('--symbols <list>', 'only these symbols, comma-separated', parseList)
  .addOption(jsonOption())
  .addHelpText(
    'after',
    examples('openbell data check ../market-data', 'openbell data check my-data --symbols AAPL,TSLA --json'),
  )
  .action(async (folder, options) => {
    process.exitCode = (await import('./commands/data.ts')).dataCheck(folder, options)
  })

command('version', 'the version of Openbell and of what it runs on')
  .addHelpText('after', examples('openbell version', 'openbell version --json'))
  .action(async (options) => (await import('./commands/version.ts')).version(options))

function command(nameAndArguments: string, description: string): Command {
  return program.command(nameAndArguments).description(description).addOption(jsonOption()).exitOverride()
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`
}

function parseList(text: string): readonly string[] {
  const symbols = text.split(',').map((symbol) => symbol.trim().toUpperCase())
  if (symbols.some((symbol) => symbol === '')) throw new InvalidArgumentError('Use a list such as AAPL,TSLA.')
  return [...new Set(symbols)]
}

/** An option that may be given several times. */
function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

function parseWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 0 to 999999999.')
  return Number(text)
}

function parsePositive(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1 to 9999.')
  return Number(text)
}

function parseAmount(text: string): number {
  const amount = Number(text)
  if (!/^\d/.test(text) || !(amount >= 0 && amount <= 1_000_000_000))
    throw new InvalidArgumentError('Use a number from 0 to 1000000000.')
  return amount
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('Use a number from 0 to 65535.')
  return Number(text)
}

function parseSpeed(text: string): number | 'max' {
  if (text === 'max') return 'max'
  const factor = Number(text)
  if (!(factor >= 1 && factor <= 100_000))
    throw new InvalidArgumentError('Use "max" or a number from 1 to 100000.')
  return factor
}

/** Commander has printed its own message by then; 2 means the call was wrong. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const { message, exitCode } = failure(error)
  process.stderr.write(`openbell: ${message}\n`)
  return exitCode
}

/** Whoever reads along may stop reading, as `head` does: nothing is left to say then. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  if (process.argv.length <= 2) program.outputHelp()
  else await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}
